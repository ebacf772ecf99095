// @ts-check
// What webhooks cost: time in the path of a call, time of a webhook, memory when full. Runs on the built package.
//
// The calls are ready-made messages, without sockets that would drown the figures.
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import { accepted } from './answers.mjs';
import { publishOne, toMessages } from './messages.mjs';
import { median } from './statistics.mjs';

const CALLS = 100_000;
const BLOCK = 500;
const TARGET = 5;
/** @type {('off' | 'on')[]} */
const ORDER = ['off', 'on'];

setFlagsFromString('--expose_gc');
/** @type {() => void} */
const collectGarbage = runInNewContext('gc');

const tracerProvider = new NodeTracerProvider();

/** @param {boolean} webhooks */
function startPlugin(webhooks) {
  const started = new VendorErrorsInstrumentation({ vendors: [linq()], webhooks });
  started.setTracerProvider(tracerProvider);
  return started;
}

let plugin = startPlugin(false);

let made = 0;
/** @param {number} number */
const traceId = (number) => number.toString(16).padStart(32, '0');

/** A call that is accepted. */
function call() {
  const answer = { ...accepted, headers: { ...accepted.headers, 'x-trace-id': traceId(made++) } };
  publishOne(toMessages({ origin: 'https://api.linqapp.com', path: '/api/partner/v3/chats/chat-1/messages', answer }));
}

/** Microseconds of the processor so far: other programs on the machine do not count. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds per call: in the calls themselves, and with the writes to the store that follow them. */
async function measureBlock() {
  const begun = processorTime();
  for (let index = 0; index < BLOCK; index += 1) call();
  const called = processorTime();
  await turn();
  await turn();
  return { inCall: (called - begun) / BLOCK, inAll: (processorTime() - begun) / BLOCK };
}

/** The medians with webhooks off, and of what they add; off and on take turns. */
async function measureCalls() {
  /** @type {Record<'off' | 'on', { inCall: number, inAll: number }[]>} */
  const results = { off: [], on: [] };
  const rounds = CALLS / BLOCK;
  for (let round = -20; round < rounds; round += 1) {
    for (const webhooks of round % 2 === 0 ? ORDER : ORDER.toReversed()) {
      plugin.setConfig({ vendors: [linq()], webhooks: webhooks === 'on' });
      const result = await measureBlock();
      // The first rounds are for the compiler.
      if (round >= 0) results[webhooks].push(result);
    }
  }
  /** @param {'inCall' | 'inAll'} part */
  const medians = (part) => ({
    off: median(results.off.map((result) => result[part])),
    added: median(results.on.map((result, round) => result[part] - (results.off[round]?.[part] ?? Number.NaN))),
  });
  return { inCall: medians('inCall'), inAll: medians('inAll') };
}

function memory() {
  for (let times = 0; times < 3; times += 1) collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** 100,000 calls, each with a webhook; returns microseconds per webhook, and how many were joined to their calls. */
async function callsAndWebhooks() {
  const first = made;
  for (let calls = 0; calls < CALLS; calls += BLOCK) await measureBlock();
  let linked = 0;
  const begun = processorTime();
  for (let number = first; number < made; number += 1) {
    const { linked: found } = await plugin.recordWebhook('linq', {
      event_type: 'message.failed',
      event_id: `event-${number}`,
      trace_id: traceId(number),
      created_at: '2026-02-03T12:00:00Z',
      data: { code: 4001, reason: 'Delivery failed', failed_at: '2026-02-03T12:00:00Z' },
    });
    if (found) linked += 1;
  }
  return { perWebhook: (processorTime() - begun) / CALLS, linked };
}

/** @param {number} value @param {string} unit */
const figure = (value, unit) => `${value.toFixed(2).padStart(8)} ${unit}`;

/** @param {string} title @param {{ off: number, added: number }} medians */
function print(title, { off, added }) {
  console.log(`  ${title.padEnd(28)} ${figure(off, 'µs')}, and ${figure(added, 'µs')} more with webhooks`);
}

const { inCall, inAll } = await measureCalls();
console.log(`\nA call, median of ${CALLS / BLOCK} blocks of ${BLOCK} calls, with webhooks off and on in turn:\n`);
print('in the call', inCall);
print('with the write to the store', inAll);

// Another one, with an empty store.
plugin.disable();
plugin = startPlugin(true);
const empty = memory();
console.log(
  '\nMemory in the heap and beside it, after collecting garbage; each step is 100,000 calls and their webhooks:\n',
);
for (const step of [1, 2, 3]) {
  const { perWebhook, linked } = await callsAndWebhooks();
  console.log(
    `  step ${step}   ${figure(memory() - empty, 'MiB more')}   ${linked} of ${CALLS} webhooks joined, ${figure(perWebhook, 'µs')} each`,
  );
}

const { added } = inAll;
console.log(`\nA call costs ${added.toFixed(2)} µs more; the target is less than ${TARGET} µs.\n`);
plugin.disable();
if (added >= TARGET) process.exitCode = 1;
