import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { build } from 'tsdown';
import { beforeAll, describe, expect, it } from 'vitest';
import * as index from '../src/index.js';
import { installPackage } from './support/installed-package.js';

const APPLICATION = `
import * as everything from 'opentelemetry-instrumentation-vendor-errors';

const { linq, messagesDev, normalize, VendorErrorsInstrumentation } = everything;
const body = { success: false, error: { status: 429, code: 1007, message: 'x'.repeat(400) } };
for (const each of [1, 2]) {
  const plugin = new VendorErrorsInstrumentation({ logs: true });
  plugin.enable();
  report.enabled = plugin.getConfig().enabled;
  plugin.disable();
}
report.names = Object.keys(everything);
report.parsed = normalize(linq(), { status: 429, headers: { 'x-trace-id': 'trace-1' }, body });
report.bytes = normalize(messagesDev(), { status: 404, headers: [], body: new TextEncoder().encode('{"error":{"code":"not_found"}}') });
`;

describe.each(['edge-light', 'workerd', 'browser'])('a bundle for the condition %s', (condition) => {
  const report: Record<string, unknown> = {};
  const warnings: string[] = [];
  let code: string;

  beforeAll(async () => {
    const project = await installPackage({ files: { 'application.mjs': APPLICATION } });
    await build({
      config: false,
      cwd: project.folder,
      entry: { bundle: 'application.mjs' },
      outDir: 'out',
      platform: 'neutral',
      format: 'iife',
      deps: { alwaysBundle: [/./] },
      inputOptions: { resolve: { conditionNames: [condition, 'import'] } },
      logLevel: 'silent',
    });
    code = readFileSync(join(project.folder, 'out/bundle.iife.js'), 'utf8');
    await project.remove();
    const console = { warn: (message: string) => warnings.push(message) };
    // What all these runtimes have; nothing of Node.js.
    runInContext(code, createContext({ report, console, TextDecoder, TextEncoder, URL, Uint8Array, ArrayBuffer }));
  });

  it('exports the names of the package', () => {
    expect([...(report.names as string[])].sort()).toEqual(Object.keys(index).sort());
  });

  it('normalizes errors', () => {
    expect(report.parsed).toMatchObject({ code: 'rate_limited', traceId: 'trace-1', nativeCode: '1007' });
    expect((report.parsed as { message: string }).message).toHaveLength(256);
    expect(report.bytes).toMatchObject({ vendor: 'messages.dev', nativeCode: 'not_found' });
  });

  it('follows no calls, and reports it once', () => {
    expect(report.enabled).toBe(false);
    expect(warnings).toEqual([
      'VENDOR_ERRORS_NOT_NODE: opentelemetry-instrumentation-vendor-errors: no calls are followed, because this runtime or bundle is not for Node.js; normalize() works',
    ]);
  });

  it('uses no module of Node.js', () => {
    expect(code).not.toMatch(/\brequire\(|@opentelemetry\//);
  });
});

it('can be imported with the globals of jsdom, and reads bytes of another realm', async () => {
  const script = `
    delete globalThis.TextDecoder;
    const { linq, normalize } = require('opentelemetry-instrumentation-vendor-errors');
    const body = require('node:vm').runInNewContext('Uint8Array.from(text, (each) => each.charCodeAt(0))', {
      text: '{"success":false,"error":{"status":429,"code":1007}}',
    });
    console.log(normalize(linq(), { status: 429, headers: {}, body }).nativeCode);
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--eval', script]);
  expect([stdout, stderr]).toEqual(['1007\n', '']);
});
