import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from './support/server.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const application = fileURLToPath(new URL('support/application.mjs', import.meta.url));
const REGISTER = 'opentelemetry-instrumentation-vendor-errors/register';

let server: TestServer;

beforeAll(async () => {
  server = await startServer((request, response) => {
    response.writeHead(429, { 'x-trace-id': `trace-of-${request.url?.slice(1)}` });
    response.end('{"success":false,"error":{"status":429,"code":1007}}');
  });
});

afterAll(() => server.close());

async function run(args: string[], environment: Record<string, string>, cwd = root) {
  return promisify(execFile)(process.execPath, args, {
    cwd,
    env: {
      ...process.env,
      OTEL_TRACES_EXPORTER: 'console',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_NODE_RESOURCE_DETECTORS: 'none',
      TARGET: server.url,
      ...environment,
    },
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
}

describe('register', () => {
  it('follows fetch, axios and node:http of an application that knows nothing of it', async () => {
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` };
    const { stdout, stderr } = await run(['--import', REGISTER, application], hosts);
    const traceIds = [...stdout.matchAll(/'vendor_api\.trace_id': 'trace-of-(\w+)'/g)].map((match) => match[1]);
    expect(traceIds.sort()).toEqual(['axios', 'default', 'fetch', 'named']);
    expect(stdout.match(/'vendor_api\.error\.code': 'rate_limited'/g)).toHaveLength(4);
    expect(stderr).toBe('');
  });

  it('can be required as well', async () => {
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `chert=${server.host}` };
    const { stdout } = await run(['--require', REGISTER, application], hosts);
    expect(stdout.match(/'vendor_api\.name': 'chert'/g)).toHaveLength(4);
  });

  it('says which part of the variable it cannot read, and takes the rest', async () => {
    const hosts = `linq=${server.host}, acme=127.0.0.1, trackly=https://app.tracklysms.com`;
    const { stdout, stderr } = await run(['--import', REGISTER, application], { OTEL_VENDOR_ERRORS_HOSTS: hosts });
    expect(stderr.trim().split('\n')).toEqual([
      `${REGISTER}: OTEL_VENDOR_ERRORS_HOSTS: 'acme=127.0.0.1' names no vendor, so it is left out; write <vendor>=<host>, with a vendor of linq, messages.dev, trackly, chert`,
      `${REGISTER}: OTEL_VENDOR_ERRORS_HOSTS: 'trackly=https://app.tracklysms.com' has no host, so trackly keeps its own; write trackly=127.0.0.1:8080, without scheme and path`,
    ]);
    expect(stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
  });

  it('lets SIGTERM end the application, after what was recorded is exported', async () => {
    const script =
      "await fetch(process.env.TARGET + '/fetch'); setInterval(() => {}, 1000); process.kill(process.pid, 'SIGTERM');";
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` };
    const ended = await run(['--import', REGISTER, '--input-type=module', '--eval', script], hosts).catch(
      (error) => error,
    );
    expect(ended).toMatchObject({ code: null, signal: 'SIGTERM', stderr: '' });
    expect(ended.stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
  });

  describe('where its optional peers are missing', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vendor-errors-'));
      const modules = join(folder, 'node_modules');
      const installed = join(modules, 'opentelemetry-instrumentation-vendor-errors');
      await cp(join(root, 'dist'), join(installed, 'dist'), { recursive: true });
      await cp(join(root, 'package.json'), join(installed, 'package.json'));
      // Just what an installation without the optional peers has.
      for (const name of [
        'api',
        'instrumentation-undici',
        'instrumentation',
        'core',
        'semantic-conventions',
        'api-logs',
      ]) {
        const from = join(root, 'node_modules/@opentelemetry', name);
        await cp(from, join(modules, '@opentelemetry', name), { recursive: true });
      }
      for (const name of [
        'lru-cache',
        'import-in-the-middle',
        'require-in-the-middle',
        'module-details-from-path',
        'debug',
        'ms',
        'cjs-module-lexer',
        'es-module-lexer',
      ]) {
        await symlink(join(root, 'node_modules', name), join(modules, name));
      }
    });

    afterAll(() => rm(folder, { recursive: true }));

    it('says what to install, and lets the application run', async () => {
      const { stdout, stderr } = await run(['--import', REGISTER, '--eval', 'console.log("running")'], {}, folder);
      expect(stdout).toBe('running\n');
      expect(stderr).toBe(
        `${REGISTER}: @opentelemetry/sdk-node is missing, so nothing is traced; run: npm install @opentelemetry/sdk-node\n`,
      );
    });
  });
});
