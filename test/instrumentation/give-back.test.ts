import type { Span } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, LINQ_LIMITED, startAnswers } from '../support/answers.js';
import { watchLinq } from '../support/linq-answers.js';
import { replacedMethods } from '../support/replaced-methods.js';
import type { TestServer } from '../support/server.js';

let vendor: TestServer;
let undici: UndiciInstrumentation;

beforeAll(async () => {
  vendor = await startAnswers({ '/limited': LINQ_LIMITED });
});

afterAll(() => vendor.close());

afterEach(() => undici.disable());

const enrich = () => watchLinq([vendor.host], { enrich: undici });

function requestHook(_span: Span): void {}
function responseHook(_span: Span): void {}

describe('disable() gives the instrumentation back', () => {
  it.each([
    ['with the user’s hooks', { requestHook, responseHook }],
    ['with the one hook of the user', { responseHook }],
    ['without hooks', { requireParentforSpans: false }],
  ])('as it was, %s', (_how, config) => {
    undici = new UndiciInstrumentation(config);
    const before = undici.getConfig();
    const plugin = enrich();
    expect(undici.getConfig()).not.toEqual(before);
    plugin.disable();
    // Functions are equal only if they are the same.
    expect(undici.getConfig()).toStrictEqual(before);
    expect(replacedMethods(undici)).not.toContain('setConfig');
  });

  it('with the hooks that the user has set meanwhile', async () => {
    undici = new UndiciInstrumentation({ requestHook });
    const plugin = enrich();
    const calls: unknown[] = [];
    const config = { enabled: true, responseHook: (span: Span) => calls.push(span) };
    undici.setConfig(config);
    plugin.disable();
    expect(undici.getConfig()).toStrictEqual(config);
    await call(`${vendor.url}/limited`);
    expect(calls).toHaveLength(1);
  });

  it('with a setConfig that somebody else has put there', () => {
    undici = new UndiciInstrumentation();
    const { setConfig } = undici;
    const theirs: typeof setConfig = function (this: UndiciInstrumentation, config) {
      setConfig.call(this, { ...config, requireParentforSpans: true });
    };
    undici.setConfig = theirs;
    const plugin = enrich();
    plugin.disable();
    expect(undici.setConfig).toBe(theirs);
  });

  it('where there are several', () => {
    undici = new UndiciInstrumentation({ requestHook });
    const http = new HttpInstrumentation({ responseHook });
    const before = [undici.getConfig(), http.getConfig()];
    const plugin = watchLinq([vendor.host], { enrich: [[undici], http] });
    expect([undici.getConfig(), http.getConfig()]).not.toEqual(before);
    plugin.disable();
    expect([undici.getConfig(), http.getConfig()]).toStrictEqual(before);
    expect([undici, http].flatMap(replacedMethods)).not.toContain('setConfig');
    http.disable();
  });
});
