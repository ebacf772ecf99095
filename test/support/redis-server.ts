import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real Redis of its own for a test. */
export interface RedisServer {
  readonly url: string;
  /** Kills it as a crash does: with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with nothing in it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const NOT_INSTALLED = 'redis-server is not installed';

const installed = spawnSync('redis-server', ['--version']).status === 0;

/** For `describe.skipIf`: why the tests with Redis are left out, if they are. */
export const withoutRedis: string | false = installed ? false : NOT_INSTALLED;

if (withoutRedis) console.warn(`Left out: all tests with Redis, for ${withoutRedis}.`);

/** The title of tests with Redis, with the reason if they are skipped. */
export function redisTitle(title: string): string {
  return withoutRedis ? `${title} (left out: ${withoutRedis})` : title;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether something on the port answers as Redis does; asked without a client, for tests that watch how one is loaded. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (bytes) => {
      resolve(String(bytes).startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

async function untilReady(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await answers(port))) {
    if (Date.now() > deadline) throw new Error('redis-server does not answer');
    await sleep(20);
  }
}

/** Redis ends with this process, however that ends: then the shell's input does, and the shell kills it. */
const UNTIL_INPUT_ENDS = 'redis-server "$@" & cat > /dev/null; kill -KILL $!; wait';

/** Starts a Redis on a free port of 127.0.0.1 that writes nothing to the disk. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vendor-errors-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  let running: ChildProcess | undefined;

  async function restart(): Promise<void> {
    running = spawn('sh', ['-c', UNTIL_INPUT_ENDS, 'sh', ...options], { stdio: ['pipe', 'ignore', 'ignore'] });
    await untilReady(port);
  }

  async function kill(): Promise<void> {
    const killed = running;
    running = undefined;
    if (killed === undefined || killed.exitCode !== null) return;
    const gone = new Promise((resolve) => killed.once('exit', resolve));
    killed.stdin?.end();
    await gone;
  }

  await restart();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    restart,
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
