import { createRequire } from 'node:module';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { capturedBytesInFlight } from '../../src/clients/body-capture.js';
import { linq, normalizeFailure, VendorErrorsInstrumentation } from '../../src/index.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';
import type { Client } from './client.js';
import { type ExpectedError, type Failure, failures } from './failures.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { counterAttributes, errorOn, othersOn, oursOn, spanAttributes } from './spans.js';
import { HOSTS, startTargets, type Targets } from './targets.js';

interface Seen {
  readonly outcome: Outcome;
  readonly span: ReadableSpan;
  /** What the client threw; `undefined` if it gave an answer. */
  readonly thrown: unknown;
}

const REQUESTS = 'vendor_api.client.requests';
const ERRORS = 'vendor_api.client.errors';

const VENDOR = linq();

/** What the application can make of the error that its client threw is what is on the span. */
function expectFromThrown({ thrown, span }: Seen, expected: ExpectedError | undefined): void {
  const status = span.attributes['http.response.status_code'] as number | undefined;
  const {
    code,
    category,
    retryable,
    retryBasis: basis,
    origin,
    effect,
  } = normalizeFailure(VENDOR, thrown, { method: 'POST', status }) ?? {};
  const { code: wanted, ...rest } = expected ?? {};
  expect({ code, category, retryable, basis, origin, effect }).toEqual({ code: wanted, ...rest });
}

/** Makes a test of each failure with each of the clients. */
export function testFailures(clients: readonly Client[]): void {
  const undici = new UndiciInstrumentation();
  const http = new HttpInstrumentation();
  const plugin = new VendorErrorsInstrumentation({ vendors: [linq({ hosts: HOSTS })] });
  const problems: unknown[] = [];
  const note = (problem: unknown) => problems.push(problem);
  const controllers = new Map<Failure, AbortController>();
  const total = { requests: 0, errors: 0 };
  let targets: Targets;
  let telemetry: Telemetry;

  beforeAll(async () => {
    diag.setLogger({ error: note, warn: note, info: note, debug: note, verbose: note }, DiagLogLevel.WARN);
    process.on('uncaughtExceptionMonitor', note).on('unhandledRejection', note);
    telemetry = startTelemetry([undici, http, plugin]);
    // `HttpInstrumentation` changes a module when that is required, also for those who have imported it.
    const require = createRequire(import.meta.url);
    for (const module of ['node:http', 'node:https']) require(module);
    targets = await startTargets(failures);
    targets.onRequest = (failure) => {
      if (failure.application === 'aborts before the response') controllers.get(failure)?.abort();
    };
  });

  afterAll(async () => {
    await telemetry.stop();
    await targets.close();
    diag.disable();
    process.off('uncaughtExceptionMonitor', note).off('unhandledRejection', note);
  });

  /** Makes the call, and waits until its span has ended. */
  async function see(client: Client, failure: Failure): Promise<Seen> {
    const { limit, application } = failure;
    const controller = new AbortController();
    controllers.set(failure, controller);
    const url = targets.urlOf(failure);
    const call = client.call(url, {
      limit,
      application,
      ca: targets.caOf(failure),
      ...(application?.startsWith('aborts') && { signal: controller.signal }),
      ...(application === 'aborts in the body' && { onHead: () => setImmediate(() => controller.abort()) }),
    });
    const outcome = await outcomeOf(call);
    const thrown = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    const spans = () => telemetry.spans().filter(({ attributes }) => attributes['url.full'] === url);
    await vi.waitFor(() => expect(spans()).not.toEqual([]), { timeout: 2000, interval: 5 });
    const [span, ...more] = spans();
    if (span === undefined || more.length > 0) throw new Error(`expected one span, got ${more.length + 1}`);
    return { outcome, span, thrown };
  }

  async function counts(error: ExpectedError | undefined) {
    return {
      requests: await telemetry.count(REQUESTS),
      errors: await telemetry.count(ERRORS),
      /** Those with the attributes of this error. */
      alike: error === undefined ? 0 : await telemetry.count(ERRORS, counterAttributes(error)),
    };
  }

  async function testCell(client: Client, failure: Failure, without: Seen | undefined): Promise<void> {
    const difference = failure.differs?.[client.name];
    const error = difference === undefined ? failure.expected : difference.expected;
    const before = await counts(error);
    telemetry.reset();
    const seen = await see(client, failure);
    const after = await counts(error);
    const errors = error === undefined ? 0 : 1;
    total.requests += 1;
    total.errors += errors;

    expect(seen.outcome).toEqual(without?.outcome);
    expect(oursOn(seen.span)).toMatchObject({
      'vendor_api.name': 'linq',
      'service.peer.name': 'linq',
      'peer.service': 'linq',
    });
    expect(errorOn(seen.span)).toEqual(spanAttributes(error));
    // The span of a broken response contains more than the thrown error.
    if (seen.thrown !== undefined && error?.origin !== 'response')
      expectFromThrown(seen, failure.thrown?.[client.name] ?? error);
    expect(after).toEqual({
      requests: before.requests + 1,
      errors: before.errors + errors,
      alike: before.alike + errors,
    });
    expect(without && othersOn(seen.span)).toEqual(without && othersOn(without.span));
    expect(capturedBytesInFlight()).toBe(0);
  }

  describe.each(clients)('$name', (client) => {
    const rows = failures.filter(({ without }) => without?.[client.name] === undefined);
    const without = new Map<Failure, Seen>();

    beforeAll(async () => {
      telemetry.reset();
      plugin.disable();
      const keep = async (failure: Failure) => without.set(failure, await see(client, failure));
      // The timers of undici take a second for any time below that, so the waiting is done at once.
      await Promise.all(rows.filter(({ limit }) => limit !== undefined).map(keep));
      for (const failure of rows.filter(({ limit }) => limit === undefined)) await keep(failure);
      plugin.enable();
    }, 30_000);

    it('creates the same spans while the plugin is disabled', async () => {
      const spans = [...without.values()].map(({ span }) => oursOn(span));
      expect(spans).toEqual(rows.map(() => ({})));
      expect(await telemetry.count(REQUESTS)).toBe(total.requests);
    });

    it.each(rows)('$name', (failure) => testCell(client, failure, without.get(failure)));
  });

  it('reported nothing late, nothing twice and no problem', async () => {
    expect(await telemetry.count(REQUESTS)).toBe(total.requests);
    expect(await telemetry.count(ERRORS)).toBe(total.errors);
    expect(capturedBytesInFlight()).toBe(0);
    expect(problems).toEqual([]);
  });
}
