import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'tsdown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInVendors } from '../src/index.js';
import { installPackage, type Project } from './support/installed-package.js';
import { startServer, type TestServer } from './support/server.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const application = fileURLToPath(new URL('support/application.mjs', import.meta.url));
const NAMES = builtInVendors()
  .map(({ name }) => name)
  .join(', ');
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
    timeout: 25_000,
    killSignal: 'SIGKILL',
  });
}

describe('register', () => {
  it('follows fetch, axios and node:http of an unmodified application', async () => {
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` };
    const { stdout, stderr } = await run(['--import', REGISTER, application], hosts);
    const traceIds = [...stdout.matchAll(/'vendor_api\.trace_id': 'trace-of-(\w+)'/g)].map((match) => match[1]);
    expect(traceIds.sort()).toEqual(['axios', 'default', 'fetch', 'named']);
    expect(stdout.match(/'vendor_api\.error\.code': 'rate_limited'/g)).toHaveLength(4);
    expect(stderr).toBe('');
  });

  it('can be loaded with --require', async () => {
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `chert=${server.host}` };
    const { stdout } = await run(['--require', REGISTER, application], hosts);
    expect(stdout.match(/'vendor_api\.name': 'chert'/g)).toHaveLength(4);
  });

  it('reports the invalid parts of the variable, and uses the rest', async () => {
    const hosts = `linq=${server.host}, acme=127.0.0.1, trackly=https://app.tracklysms.com`;
    const { stdout, stderr } = await run(['--import', REGISTER, application], { OTEL_VENDOR_ERRORS_HOSTS: hosts });
    expect(stderr.trim().split('\n')).toEqual([
      `${REGISTER}: OTEL_VENDOR_ERRORS_HOSTS: 'acme=127.0.0.1' names an unknown vendor, so it is ignored; write <vendor>=<host> with one of these vendors: ${NAMES}`,
      `${REGISTER}: OTEL_VENDOR_ERRORS_HOSTS: 'trackly=https://app.tracklysms.com' has no host, so the hosts of trackly are unchanged; write trackly=127.0.0.1:8080, without scheme and path`,
    ]);
    expect(stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
  });

  it.each(['SIGTERM', 'SIGINT'])('exports the recorded telemetry, then lets %s end the application', async (signal) => {
    const script = `await fetch(process.env.TARGET + '/fetch'); setInterval(() => {}, 1000); process.kill(process.pid, '${signal}');`;
    const hosts = { OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` };
    const ended = await run(['--import', REGISTER, '--input-type=module', '--eval', script], hosts).catch(
      (error) => error,
    );
    expect(ended).toMatchObject({ code: null, signal, stderr: '' });
    expect(ended.stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
  });

  it.each([
    ['at the end of the application', '', 0, null],
    ['at SIGTERM', "setInterval(() => {}, 1000); process.kill(process.pid, 'SIGTERM');", null, 'SIGTERM'],
  ])(
    'waits at most 5 s for a collector that does not answer, %s',
    async (_when, end, code, signal) => {
      const collector = createServer(() => {});
      await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
      const { port } = collector.address() as { port: number };
      const environment = {
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
      };
      const start = performance.now();
      const script = `await fetch(process.env.TARGET + '/fetch'); ${end}`;
      const ended = await run(['--import', REGISTER, '--input-type=module', '--eval', script], environment).then(
        (result) => ({ ...result, code: 0, signal: null }),
        (error) => error,
      );
      collector.closeAllConnections();
      collector.close();
      expect(ended).toMatchObject({ code, signal });
      expect(ended.stderr).toBe(`${REGISTER}: shutting down takes longer than 5 s, so unexported telemetry is lost\n`);
      expect(performance.now() - start).toBeGreaterThan(5_000);
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    30_000,
  );

  describe('next to another SDK', () => {
    const JOINED = `${REGISTER}: another OpenTelemetry SDK is registered, so no second one is started; the plugin uses that SDK\n`;
    const HANDED_OVER = `${REGISTER}: another OpenTelemetry SDK registers, so the one started here is shut down; the plugin uses that SDK\n`;
    const AUTO = '@opentelemetry/auto-instrumentations-node/register';
    const OTHER = fileURLToPath(new URL('support/other-sdk.mjs', import.meta.url));
    const withSdk = fileURLToPath(new URL('support/application-with-sdk.mjs', import.meta.url));
    // A message about a second registration would be an error of `diag`.
    const environment = () => ({ OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}`, OTEL_LOG_LEVEL: 'error' });

    it.each([
      [['--import', REGISTER, '--import', AUTO, application], HANDED_OVER],
      [['--import', AUTO, '--import', REGISTER, application], JOINED],
      [['--require', REGISTER, '--require', AUTO, application], HANDED_OVER],
      [['--require', AUTO, '--require', REGISTER, application], JOINED],
      [['--require', REGISTER, '--import', AUTO, application], HANDED_OVER],
    ])('each call has one span: %j', async (args, said) => {
      const { stdout, stderr } = await run(args, environment());
      expect(stdout.match(/'url\.full': '.*\/fetch'/g)).toHaveLength(1);
      expect(stdout.match(/'url\.full': '.*\/axios'/g)).toHaveLength(1);
      expect(stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
      expect(stdout).toContain("'vendor_api.trace_id': 'trace-of-axios'");
      expect(stderr).toBe(said);
    });

    it.each([
      ['a preload', ['--import', REGISTER, '--import', OTHER, application], HANDED_OVER],
      ['an earlier preload', ['--import', OTHER, '--import', REGISTER, application], JOINED],
      ['the application', ['--import', REGISTER, withSdk], HANDED_OVER],
      ['the application, after --require', ['--require', REGISTER, withSdk], HANDED_OVER],
    ])('the SDK of %s receives all spans', async (_whose, args, said) => {
      const { stdout, stderr } = await run(args, environment());
      expect(stdout.match(/^other span trace-of-fetch$/gm)).toHaveLength(1);
      expect(stdout.match(/^other span trace-of-axios$/gm)).toHaveLength(1);
      expect(stdout).not.toContain('instrumentationScope');
      expect(stderr).toBe(said);
    });
  });

  describe('with a configuration file', () => {
    const HOOK = "errorHook: (span, error) => console.log('hook ' + error.vendor + ' ' + error.code)";
    const files = {
      'config.mjs': `await null; export default { ${HOOK} };`,
      'config.cjs': `module.exports = { ${HOOK} };`,
      'config.json': '{ "captureMessage": false, "maxBodyBytes": -1 }',
      'list.mjs': 'export default [];',
      'nothing.mjs': `export const config = { ${HOOK} };`,
      'broken.cjs': "module.exports = require('not-there');",
    };
    const packages = ['@opentelemetry/sdk-node'];
    const script = "fetch(process.env.TARGET + '/fetch').then((response) => response.text())";
    let project: Awaited<ReturnType<typeof installPackage>>;

    beforeAll(async () => {
      project = await installPackage({ packages, files });
    });

    afterAll(() => project.remove());

    const runWith = (preload: string, file: string) => {
      const environment = { OTEL_VENDOR_ERRORS_CONFIG: file, OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` };
      return run([preload, REGISTER, '--eval', script], environment, project.folder);
    };

    it.each([
      ['--import', './config.mjs'],
      ['--import', './config.cjs'],
      ['--require', './config.cjs'],
    ])('%s reads %s, and the variable with the hosts applies to it', async (preload, file) => {
      const { stdout, stderr } = await runWith(preload, file);
      expect(stdout).toContain('hook linq rate_limited\n');
      expect(stderr).toBe('');
    });

    const READ = `${REGISTER}: OTEL_VENDOR_ERRORS_CONFIG: `;
    it.each([
      [
        '--import',
        'list.mjs',
        'the default export of list.mjs is a list, which is not an object; write export default { … }. The defaults apply.',
      ],
      ['--import', 'nothing.mjs', 'nothing.mjs has no default export; write export default { … }. The defaults apply.'],
      [
        '--require',
        'broken.cjs',
        /^broken\.cjs cannot be read \(Error: Cannot find module 'not-there'\)\. The defaults apply\.$/,
      ],
      [
        '--import',
        'missing.mjs',
        /^\/\S+\/missing\.mjs does not exist; write a path relative to the working directory\. The defaults apply\.$/,
      ],
      [
        '--require',
        'config.json',
        'maxBodyBytes is -1, so the default 65536 is used. Write a whole number from 1 to 8388608.',
      ],
    ])('%s reports mistakes in %s, and the application runs', async (preload, file, message) => {
      const { stdout, stderr } = await runWith(preload, file);
      expect(stdout).toContain("'vendor_api.error.code': 'rate_limited'");
      const [line, ...more] = stderr.trimEnd().split('\n');
      expect(more).toEqual([]);
      expect(line?.slice(0, READ.length)).toBe(READ);
      const said = line?.slice(READ.length);
      if (typeof message === 'string') expect(said).toBe(message);
      else expect(said).toMatch(message);
    });
  });

  describe('in a separate project', () => {
    async function runIn(setUp: Project, args: string[]) {
      const project = await installPackage(setUp);
      try {
        return await run(args, { OTEL_VENDOR_ERRORS_HOSTS: `linq=${server.host}` }, project.folder);
      } finally {
        await project.remove();
      }
    }
    const CALL =
      "fetch(process.env.TARGET + '/fetch').then((response) => response.text()).then(() => console.log('done'))";
    const BROKEN = { 'index.js': "throw new Error('broken on purpose')" };
    const filesOf = (name: string) => ({ [`node_modules/${name}/index.js`]: BROKEN['index.js'] });

    it('reports what to install, and lets the application run', async () => {
      const { stdout, stderr } = await runIn({}, ['--import', REGISTER, '--eval', 'console.log("running")']);
      expect(stdout).toBe('running\n');
      expect(stderr).toBe(
        `${REGISTER}: @opentelemetry/sdk-node is missing, so nothing is traced; run: npm install @opentelemetry/sdk-node\n`,
      );
    });

    it.each(['--import', '--require'])('%s survives a broken SDK', async (preload) => {
      const files = filesOf('@opentelemetry/sdk-node');
      const { stdout, stderr } = await runIn({ files }, [preload, REGISTER, '--eval', CALL]);
      expect(stdout).toBe('done\n');
      expect(stderr).toContain(
        `${REGISTER}: @opentelemetry/sdk-node is installed, but cannot be loaded: Error: broken on purpose`,
      );
    });

    it('continues without broken auto-instrumentations', async () => {
      const packages = ['@opentelemetry/sdk-node'];
      const files = filesOf('@opentelemetry/auto-instrumentations-node');
      const { stdout, stderr } = await runIn({ packages, files }, ['--import', REGISTER, '--eval', CALL]);
      expect(stdout).toContain("'vendor_api.trace_id': 'trace-of-fetch'");
      expect(stderr).toContain('@opentelemetry/auto-instrumentations-node is installed, but cannot be loaded');
    });

    it('warns about two copies of the API that do not see each other', async () => {
      const project: Project = { api: 'opentelemetry-api-1.10', packages: ['@opentelemetry/sdk-node'] };
      const { stdout, stderr } = await runIn(project, ['--import', REGISTER, '--eval', CALL]);
      expect(stdout).toContain('done\n');
      expect(stderr.match(/VENDOR_ERRORS_TWO_API_COPIES/g)).toHaveLength(1);
      expect(stderr).toMatch(
        /two copies of @opentelemetry\/api, 1\.10\.\d+ in \S+vendor-errors-\S+ and 1\.9\.\d+ in \S+node_modules\/@opentelemetry\/api, so the plugin does not see the SDK/,
      );
      expect(stderr).toMatch(/Run: npm install @opentelemetry\/api@1\.9\.\d+ && npm dedupe/);
    });

    it('reports that a bundle cannot load packages', async () => {
      const project = await installPackage();
      await build({
        config: false,
        entry: { bundle: join(root, 'dist/register.mjs') },
        outDir: join(project.folder, 'out'),
        deps: { alwaysBundle: [/./] },
        logLevel: 'silent',
      });
      const { stderr } = await run(['--import', './out/bundle.mjs', '--eval', ''], {}, project.folder);
      await project.remove();
      expect(stderr).toBe(
        `${REGISTER}: @opentelemetry/sdk-node cannot be loaded from a bundle, so nothing is traced; exclude this package and @opentelemetry/sdk-node from the bundle and install both next to it, or start an SDK in the application\n`,
      );
    });
  });
});
