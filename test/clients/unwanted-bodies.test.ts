import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { linqError, startLinqTelemetry } from '../support/linq-answers.js';
import { startServer, type TestServer } from '../support/server.js';
import type { Telemetry } from '../support/telemetry.js';

const BODY = linqError(4004, { status: 503, trace_id: 'b0d7' });

let vendor: TestServer;
let other: TestServer;
let telemetry: Telemetry;
let goOn: () => void;

/** Answers with the status in the path and one half of a body, and the other half when it may go on. */
const answerHalf: Parameters<typeof startServer>[0] = (request, response) => {
  response.writeHead(Number(request.url?.slice(1)), {
    'content-type': 'application/json',
    'content-length': BODY.length,
    'x-trace-id': 'a0d7',
    location: '/200',
  });
  response.write(BODY.slice(0, 40));
  goOn = () => response.end(BODY.slice(40));
};

beforeAll(async () => {
  vendor = await startServer(answerHalf);
  other = await startServer(answerHalf);
});

afterAll(() => Promise.all([vendor.close(), other.close()]));

beforeEach(() => {
  telemetry = startLinqTelemetry([vendor.host]);
});

afterEach(() => telemetry.stop());

/** What is captured in the middle of a body. */
async function capturedMidway(url: string): Promise<number> {
  const response = await fetch(url, { redirect: 'manual' });
  const reader = response.body?.getReader();
  await reader?.read();
  const captured = capturedBytesInFlight();
  goOn();
  while (!(await reader?.read())?.done);
  return captured;
}

describe('captures a body', () => {
  it('of an error', async () => {
    expect(await capturedMidway(`${vendor.url}/503`)).toBeGreaterThan(0);
    expect(capturedBytesInFlight()).toBe(0);
  });

  it.each([
    ['a redirect’s', 302],
    ['a success’s that has its trace id in a header', 200],
  ])('but not %s', async (_whose, status) => {
    expect(await capturedMidway(`${vendor.url}/${status}`)).toBe(0);
  });

  it('but not of an error of another host', async () => {
    expect(await capturedMidway(`${other.url}/503`)).toBe(0);
  });
});
