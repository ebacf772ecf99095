import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bodyCases, pathOf, plainBody, startBodyServer, wireBody } from '../support/body-server.js';
import { startLinqTelemetry } from '../support/linq-answers.js';
import { replacedMethods } from '../support/replaced-methods.js';
import type { TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';
import { closeClients } from '../support/undici-clients.js';
import { onRequest } from '../support/undici-requests.js';
import { type Testimony, type Witness, witnesses } from '../support/witnesses.js';

const fewCases = bodyCases.filter(
  ({ status, coding, framing, size }) =>
    status === 503 && coding === 'identity' && framing === 'length' && [0, 300, 65_537].includes(size),
);

let server: TestServer;
let telemetry: Telemetry | undefined;

beforeAll(async () => {
  server = await startBodyServer();
});

afterAll(async () => {
  await closeClients();
  await server.close();
});

afterEach(async () => {
  await telemetry?.stop();
  telemetry = undefined;
});

async function hearAll(witness: Witness, cases = bodyCases): Promise<Record<string, Testimony>> {
  const heard: Record<string, Testimony> = {};
  for (const path of cases.map(pathOf)) heard[path] = await witness.call(server.url, path);
  return heard;
}

function expectedBodies({ decodes }: Witness) {
  const bytes = bodyCases.map((each) => [pathOf(each), decodes ? plainBody(each.size) : wireBody(each)] as const);
  return Object.fromEntries(
    bytes.map(([path, body]) => [
      path,
      { length: body.length, digest: createHash('sha256').update(body).digest('hex') },
    ]),
  );
}

describe.each(witnesses)('$name', (witness) => {
  it('returns the same status, headers, bytes and events with and without the plugin', async () => {
    const without = await hearAll(witness);
    telemetry = startLinqTelemetry([server.host]);
    const withPlugin = await hearAll(witness);
    expect(withPlugin).toEqual(without);
    expect(withPlugin).toMatchObject(expectedBodies(witness));
    // Without this the test could pass because nothing was watched.
    const failures = bodyCases.filter(({ status }) => status === 503).length;
    expect(await telemetry.count('vendor_api.client.errors')).toBe(failures);
    expect(await telemetry.count('vendor_api.client.requests')).toBe(bodyCases.length);
  });

  it.each(fewCases)("has undici's methods on the request after a body of $size bytes", async (each) => {
    const requests: object[] = [];
    const stop = onRequest('create', (request) => requests.push(request));
    await witness.call(server.url, pathOf(each));
    telemetry = startLinqTelemetry([server.host]);
    await witness.call(server.url, pathOf(each));
    stop();
    const [without, withPlugin] = requests.map(replacedMethods);
    expect(withPlugin).toEqual(without);
  });

  it("has the SDK's methods on the span after the call", async () => {
    telemetry = startLinqTelemetry([server.host]);
    await hearAll(witness, fewCases);
    const methods = telemetry.spans().flatMap(replacedMethods);
    expect(telemetry.spans()).toHaveLength(fewCases.length);
    expect(methods).not.toContain('end');
    expect(methods).not.toContain('recordException');
  });
});
