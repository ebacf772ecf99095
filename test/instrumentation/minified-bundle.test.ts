import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { installPackage } from '../support/installed-package.js';
import type { TestServer } from '../support/server.js';

/** A service with metrics and without traces. */
const APPLICATION = `
import { setTimeout } from 'node:timers/promises';
import { metrics } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { linq, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';

class Reader extends MetricReader {
  async onForceFlush() {}
  async onShutdown() {}
}

const reader = new Reader();
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
const [host] = process.argv.slice(2);
new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [host] })] });
await setTimeout(100);
await fetch('http://' + host + '/limited').then((response) => response.text());
const { resourceMetrics } = await reader.collect();
const names = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics.map(({ descriptor }) => descriptor.name));
console.log(names.sort().join('\\n'));
`;

let vendor: TestServer;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

it('adds nothing to the metrics of a minified bundle, in which the classes of the API have other names', async () => {
  const packages = ['@opentelemetry/sdk-metrics'];
  const project = await installPackage({ packages, files: { 'application.mjs': APPLICATION } });
  await build({
    config: false,
    cwd: project.folder,
    entry: { bundle: 'application.mjs' },
    outDir: 'out',
    platform: 'node',
    minify: true,
    // This bundler breaks the circular imports of the SDK.
    deps: { alwaysBundle: [/./], neverBundle: ['@opentelemetry/sdk-metrics'] },
    logLevel: 'silent',
  });
  const result = await promisify(execFile)(process.execPath, ['out/bundle.mjs', vendor.host], { cwd: project.folder });
  await project.remove();
  expect(result).toEqual({
    stdout: 'vendor_api.client.errors\nvendor_api.client.requests\nvendor_api.client.retry_after\n',
    stderr: '',
  });
});
