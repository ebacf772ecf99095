import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { closeFetch } from '../support/builtin-fetch.js';
import { inParallel, type PlannedCall } from './calls.js';
import { loadClients, type Outcome } from './clients.js';
import { faults, waitsForBeginning } from './faults.js';
import { moreThan, resources } from './left-over.js';
import type { ServerProcess } from './server-process.js';

/** How many calls are made at a time. */
export const WIDTH = 200;

/** Makes all calls, and waits until nothing of them is left. */
export async function makeCalls(
  server: ServerProcess,
  plan: readonly PlannedCall[],
  onCall: (made: number) => void = () => undefined,
): Promise<Outcome[]> {
  const before = resources();
  const { clients, close } = loadClients();
  const outcomes: Outcome[] = [];
  let made = 0;
  await inParallel(plan, WIDTH, async ({ index, client, fault }) => {
    onCall(made++);
    const { error: _, ...use } = faults[fault] ?? {};
    const called = await clients[client]?.call(`${server.url}/v3/chats/${index}/${fault}`, {
      ...use,
      ...(waitsForBeginning.has(fault) && { onBeginning: () => server.send(`${index}`) }),
      whenArrived: (arrived) => server.onArrival(index, arrived),
    });
    outcomes[index] = `${clients[client]?.name} ${fault}: ${called}`;
  });
  await close();
  await closeFetch();
  const left = async () => [...(await openConnections(server)), ...moreThan(before, resources())];
  for (let attempt = 0; attempt < 100 && (await left()).length > 0; attempt += 1) await setTimeout(100);
  expect(await left()).toEqual([]);
  return outcomes;
}

async function openConnections(server: ServerProcess): Promise<string[]> {
  return Array(await server.connections()).fill('connection');
}
