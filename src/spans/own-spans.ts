import { channel } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { diag, type MeterProvider, type TracerProvider, trace } from '@opentelemetry/api';
import type { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { warnOnce } from '../common/warn.js';
import type { SpanSeeker } from './client-spans.js';
import { originOf, type UndiciTarget } from './undici-request.js';

type UndiciModule = { readonly UndiciInstrumentation: typeof UndiciInstrumentation };

/** `UndiciInstrumentation`, included in the package: see `imports` in package.json. */
const MODULE = '#undici-instrumentation';
const CREATE = 'undici:request:create';

type Subscriber = (message: unknown, name: string) => void;

/**
 * Creates the spans of fetch and undici if nothing else does. It loads an `UndiciInstrumentation` on demand, which
 * ignores all calls as soon as another instrumentation traces them.
 */
export class OwnSpans {
  readonly #hasSpan: (seeker: SpanSeeker) => boolean;
  #instrumentation: UndiciInstrumentation | undefined;
  /** Its subscriber to the creation of requests. */
  #onRequestCreate: Subscriber | undefined;
  #isDue = false;
  #isLoading = false;
  #isStopped = false;
  #othersTrace = false;
  #tracerProvider: TracerProvider | undefined;
  /** The global provider in use; `undefined` if the plugin has its own provider. */
  #globalProvider: TracerProvider | undefined = trace.getTracerProvider();
  #meterProvider: MeterProvider | undefined;

  constructor(hasSpan: (seeker: SpanSeeker) => boolean) {
    this.#hasSpan = hasSpan;
  }

  /**
   * Creates spans from now on, unless there is an instrumentation of undici. Called when a tracer provider is found.
   * Waits for the end of this turn, because an SDK registers its instrumentations right after its provider.
   */
  startSoon(): void {
    if (this.#instrumentation !== undefined || this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.#startIfDue());
  }

  /** Starts at once for a request in this turn, and creates its span. */
  startFor(message: unknown): void {
    if (!this.#isDue) return;
    this.#startIfDue();
    this.#onRequestCreate?.(message, CREATE);
  }

  /**
   * Subscribes again, after another subscriber to the creation of requests.
   *
   * @param subscriber - It can belong to the instrumentation that is being created.
   */
  moveBehind(subscriber: Subscriber): void {
    if (this.#isLoading) this.#onRequestCreate = subscriber;
    // If others trace, it only ends the spans that it has started.
    else if (this.#instrumentation !== undefined && !this.#doOthersTrace()) {
      this.#instrumentation.disable();
      this.#instrumentation.enable();
    }
  }

  setTracerProvider(provider: TracerProvider): void {
    this.#tracerProvider = provider;
    this.#globalProvider = provider === trace.getTracerProvider() ? provider : undefined;
    this.#instrumentation?.setTracerProvider(provider);
  }

  setMeterProvider(provider: MeterProvider): void {
    this.#meterProvider = provider;
    this.#instrumentation?.setMeterProvider(provider);
  }

  stop(): void {
    this.#instrumentation?.disable();
    this.#instrumentation = undefined;
    this.#isDue = false;
    this.#isStopped = true;
  }

  #startIfDue(): void {
    if (!this.#isDue) return;
    this.#isDue = false;
    if (this.#doOthersTrace()) return;
    try {
      this.#use(createRequire(import.meta.url)(MODULE) as UndiciModule);
    } catch {
      // A bundle has no folder of packages, and bundlers find only a literal import.
      import('#undici-instrumentation').then((module: UndiciModule) => this.#use(module)).catch(warnOfMissingModule);
    }
  }

  #use({ UndiciInstrumentation }: UndiciModule): void {
    if (this.#isStopped) return;
    this.#isLoading = true;
    const instrumentation = new UndiciInstrumentation({ ignoreRequestHook: this.#isNotOurs });
    this.#isLoading = false;
    if (this.#tracerProvider) instrumentation.setTracerProvider(this.#tracerProvider);
    if (this.#meterProvider) instrumentation.setMeterProvider(this.#meterProvider);
    this.#instrumentation = instrumentation;
  }

  /** Whether another instrumentation is known to create the spans of fetch and undici. */
  #doOthersTrace(): boolean {
    if (this.#othersTrace) return true;
    const own = this.#instrumentation === undefined ? 0 : 1;
    if (countInstrumentations() > own) this.#stepAside();
    return this.#othersTrace;
  }

  /** Stops, because another instrumentation creates the spans of calls. */
  #stepAside(): void {
    this.#othersTrace = true;
    if (this.#instrumentation === undefined) return;
    diag.info(
      'vendor-errors: another instrumentation traces fetch and undici, so the plugin creates no spans from now on',
    );
  }

  /** Uses the current global provider, because tests replace theirs. */
  #followGlobalProvider(): void {
    const provider = trace.getTracerProvider();
    if (this.#globalProvider !== undefined && this.#globalProvider !== provider) this.setTracerProvider(provider);
  }

  readonly #isNotOurs = (request: UndiciTarget): boolean => {
    if (this.#doOthersTrace()) return true;
    this.#followGlobalProvider();
    if (!this.#hasSpan({ method: request.method, origin: originOf(request), isUndici: true })) return false;
    this.#stepAside();
    return true;
  };
}

/**
 * The number of OpenTelemetry's instrumentations of undici, in any version or copy. An instrumentation that ignores a
 * host can be detected only by its subscriber, for which Node.js has no public method. Otherwise, its first span is
 * detected.
 */
function countInstrumentations(): number {
  const { _subscribers: subscribers } = channel(CREATE) as { _subscribers?: unknown };
  if (!Array.isArray(subscribers)) return 0;
  return subscribers.filter(({ name }) => name === 'bound onRequestCreated').length;
}

function warnOfMissingModule(error: unknown): void {
  warnOnce(
    'VENDOR_ERRORS_NO_OWN_SPANS',
    'the UndiciInstrumentation of this package could not be loaded, so calls through fetch have no spans. Register an ' +
      `UndiciInstrumentation. Metrics, hooks and log events are not affected. (${String(error)})`,
  );
}
