import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { sizes } from './sizes.js';

const CALLS = sizes.heapCalls;
const MIB = 1024 * 1024;

interface Report {
  readonly calls: number;
  readonly spans: number;
  readonly seconds: number;
  readonly before: number;
  readonly after: number;
  /** How many series each metric of the plugin has. */
  readonly series: Readonly<Record<string, number>>;
}

const program = fileURLToPath(new URL('leak.mjs', import.meta.url));
const mib = (bytes: number) => `${(bytes / MIB).toFixed(2)} MiB`;

it(`heap and series do not grow between a tenth of ${CALLS} calls and all of them`, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, `${CALLS}`]);
  const { calls, spans, seconds, before, after, series }: Report = JSON.parse(stdout);
  console.log(
    `${calls} calls in ${seconds.toFixed(0)} s: ${mib(before)}, then ${mib(after)}; ${JSON.stringify(series)}`,
  );
  expect(spans).toBe(CALLS);
  expect(after - before).toBeLessThan(MIB);
  // A success, and errors of six statuses. Their codes, each of them another, are all `_OTHER`.
  expect(series).toEqual({
    'vendor_api.client.requests': 1 + 6,
    'vendor_api.client.errors': 6,
    'vendor_api.client.retry_after': 6,
  });
}, 3_600_000);
