import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, redisTitle, startRedis, withoutRedis } from '../support/redis-server.js';

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example to its end. */
async function run(name: string, redisUrl?: string): Promise<Run> {
  const { REDIS_URL, ...environment } = process.env;
  const env = redisUrl === undefined ? environment : { ...environment, REDIS_URL: redisUrl };
  const path = fileURLToPath(new URL(`../../examples/webhooks/${name}`, import.meta.url));
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [path], { env, timeout: 30_000 })) };
  } catch (error) {
    return error as Run;
  }
}

const TIMEOUT = 40_000;

describe('examples/webhooks', () => {
  it(
    'one-process.mjs prints a later failure, which is delivered twice',
    async () => {
      const { code, stdout, stderr } = await run('one-process.mjs');
      expect([code, stderr]).toEqual([0, '']);
      const [, call] = /^ {2}(trace \w+ span \w+) {2}POST \/v3\/chats, HTTP 201/m.exec(stdout) ?? [];
      expect(call).toMatch(/^trace \w{8} span \w{8}$/);
      expect(stdout.match(/^ {2}trace .* message\.(failed|sent)$/gm)).toHaveLength(3);
      expect([...stdout.matchAll(/link to +(.*)/g)].map(([, link]) => link)).toEqual([call, call, call]);
      expect(stdout.match(/the same event again/g)).toHaveLength(1);
      expect(stdout).toMatch(/vendor_api\.client\.errors +1 +delivery_failed by webhook/);
      expect(stdout).toMatch(/vendor_api\.client\.delivery\.duration +1 × \d+\.\d s +failed/);
    },
    TIMEOUT,
  );

  it.each([
    ['without a Redis', undefined, 'This example needs Redis.'],
    ['with a Redis that is not there', 'redis://127.0.0.1:1', 'No Redis answers at redis://127.0.0.1:1.'],
  ])('two-processes.mjs prints how to start Redis, %s', async (_what, url, said) => {
    const { code, stdout, stderr } = await run('two-processes.mjs', url);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(said);
    expect(stderr).toContain('redis-server --port 6379');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe.skipIf(withoutRedis)(redisTitle('examples/webhooks with Redis'), () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(() => redis.stop());

  it(
    'two-processes.mjs joins the webhook to the call of the other process',
    async () => {
      const { code, stdout, stderr } = await run('two-processes.mjs', redis.url);
      expect([code, stderr]).toEqual([0, '']);
      const processes = [...stdout.matchAll(/^Process (\d+) /gm)].map(([, id]) => id);
      expect(new Set(processes).size).toBe(2);
      const [, call] = /^ {2}(trace \w+ span \w+) {2}POST \/v3\/chats, HTTP 201/m.exec(stdout) ?? [];
      expect([...stdout.matchAll(/link to +(.*)/g)].map(([, link]) => link)).toEqual([call, call]);
      expect(stdout).toMatch(/vendor_api\.client\.errors +1 +delivery_failed by webhook/);
    },
    TIMEOUT,
  );
});
