import { diag, type MeterProvider, type TracerProvider } from '@opentelemetry/api';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { type CheckedConfig, checkConfig } from './check-config.js';
import { CallGroup } from './clients/call-group.js';
import type { Client } from './clients/find-clients.js';
import { addHooks } from './clients/hooks.js';
import { HttpTap } from './clients/http.js';
import type { Tap } from './clients/tap.js';
import { UndiciTap } from './clients/undici.js';
import type { VendorErrorsConfig } from './config.js';
import { ProblemReport } from './problem-report.js';
import { ErrorLog, type LoggerProvider } from './telemetry/error-log.js';
import { MetricsSource } from './telemetry/metrics-source.js';
import { VendorCalls } from './vendor-calls.js';
import { VendorWebhooks, type WebhookOptions, type WebhookRecord } from './vendor-webhooks.js';
import { HostTable } from './vendors/hosts.js';
import { VERSION } from './version.js';
import { Correlation } from './webhooks/correlation.js';
import { MemoryCorrelationStore } from './webhooks/memory-correlation-store.js';

const NAME = 'opentelemetry-instrumentation-vendor-errors';

/**
 * Puts the errors of messaging vendors on HTTP client spans and counts them, in one vocabulary for all vendors.
 *
 * It has the interface of OpenTelemetry's instrumentations: give it to `NodeSDK` or `registerInstrumentations`. A wrong
 * configuration is told once through `diag.error`; it never throws.
 *
 * @example On its own, for fetch and undici:
 * ```ts
 * new NodeSDK({ instrumentations: [new VendorErrorsInstrumentation()] }).start();
 * ```
 * @example Over instrumentations that are there already:
 * ```ts
 * const auto = getNodeAutoInstrumentations();
 * new NodeSDK({ instrumentations: [auto, new VendorErrorsInstrumentation({ enrich: auto })] }).start();
 * ```
 */
export class VendorErrorsInstrumentation {
  readonly instrumentationName = NAME;
  readonly instrumentationVersion = VERSION;
  readonly #metrics = new MetricsSource(NAME, VERSION);
  readonly #problems = new ProblemReport();
  #config: VendorErrorsConfig = {};
  #checked: CheckedConfig;
  #own: UndiciInstrumentation | undefined;
  #tracerProvider: TracerProvider | undefined;
  #meterProvider: MeterProvider | undefined;
  #loggerProvider: LoggerProvider | undefined;
  #beingRegistered = false;
  #stop: (() => void) | undefined;
  #webhooks: VendorWebhooks | undefined;
  #toldOfNoWebhooks = false;
  /** Outlives a change of the configuration. */
  #memory: MemoryCorrelationStore | undefined;

  constructor(config: VendorErrorsConfig = {}) {
    this.#checked = this.#check(config);
    if (this.#checked.enabled) this.enable();
  }

  /** Starts following calls; does nothing where that is so already. */
  enable(): void {
    // `registerInstrumentations` enables whatever has `enabled: false`; somebody who configured that wants it off.
    const byRegistration = this.#beingRegistered;
    this.#beingRegistered = false;
    if (this.#stop === undefined && !byRegistration) this.#stop = this.#start();
  }

  /** Stops at once, for calls in flight too: nothing of the plugin acts on any request any more. */
  disable(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#webhooks = undefined;
  }

  /** Replaces the whole configuration, and with `enabled: false` or without it disables or enables. */
  setConfig(config: VendorErrorsConfig = {}): void {
    this.disable();
    this.#checked = this.#check(config);
    this.#beingRegistered = false;
    if (this.#checked.enabled) this.enable();
  }

  /** The configuration as it was given, with `enabled` filled in. */
  getConfig(): VendorErrorsConfig {
    return this.#config;
  }

  /**
   * Records what a vendor's webhook says, on the span of the webhook's request and the metrics, and joins it to the call
   * that caused it. For every event, failure or not; needs the option `webhooks`. Check the signature first, and await
   * the record before you answer: the link to the call needs the span. It waits 250 ms at most, never throws or rejects.
   *
   * @param vendorName - The name of a configured vendor, for example `linq`.
   * @param payload - The body of the webhook: parsed JSON, text or bytes.
   *
   * @example
   * ```ts
   * const event = linqClient.webhooks.unwrap(body, { headers });
   * const { error } = await vendorErrors.recordWebhook('linq', event);
   * if (event.event_type === 'message.failed') await markFailed(event.data.message_id, error);
   * ```
   */
  async recordWebhook(vendorName: string, payload: unknown, options: WebhookOptions = {}): Promise<WebhookRecord> {
    try {
      if (this.#webhooks !== undefined) return await this.#webhooks.record(vendorName, payload, options);
      if (this.#stop !== undefined && !this.#toldOfNoWebhooks) {
        this.#toldOfNoWebhooks = true;
        diag.warn('vendor-errors: recordWebhook does nothing without the option webhooks: true');
      }
    } catch (error) {
      diag.error('vendor-errors: a webhook could not be recorded', error);
    }
    return { kind: 'unknown', duplicate: false, linked: false };
  }

  setTracerProvider(provider: TracerProvider): void {
    this.#problems.tellPending();
    this.#beingRegistered = !this.#checked.enabled;
    this.#tracerProvider = provider;
    this.#own?.setTracerProvider(provider);
  }

  setMeterProvider(provider: MeterProvider): void {
    this.#meterProvider = provider;
    this.#metrics.setProvider(provider);
    this.#own?.setMeterProvider(provider);
  }

  /** Takes the provider of the loggers for the option `logs`. */
  setLoggerProvider(provider: LoggerProvider): void {
    this.#loggerProvider = provider;
  }

  #check(config: VendorErrorsConfig): CheckedConfig {
    const checked = checkConfig(config);
    this.#config = { ...checked.given, enabled: checked.enabled };
    this.#problems.tell(checked.problems);
    return checked;
  }

  #start(): () => void {
    const { vendors, reporting, maxBodyBytes, logs, clients } = this.#checked;
    const group = new CallGroup(maxBodyBytes);
    const correlation = this.#correlation();
    const log = logs ? new ErrorLog(() => this.#loggerProvider?.getLogger(NAME, VERSION)) : undefined;
    const recording = { metrics: this.#metrics, reporting, log, correlation };
    const calls = new VendorCalls(new HostTable(vendors), recording);
    if (correlation !== undefined) this.#webhooks = new VendorWebhooks(vendors, correlation, recording);
    const followed = clients ?? [{ kind: 'undici' as const, instrumentation: this.#startOwn() }];
    const removals = followed.map((client) => follow(client, calls, group));
    return () => {
      group.stop();
      for (const remove of removals) remove();
      if (clients === undefined) this.#own?.disable();
    };
  }

  #correlation(): Correlation | undefined {
    const { store } = this.#checked;
    if (store === undefined) return undefined;
    if (store !== 'memory') return new Correlation(store);
    this.#memory ??= new MemoryCorrelationStore();
    return new Correlation(this.#memory);
  }

  #startOwn(): UndiciInstrumentation {
    if (this.#own === undefined) {
      this.#own = new UndiciInstrumentation();
      if (this.#tracerProvider) this.#own.setTracerProvider(this.#tracerProvider);
      if (this.#meterProvider) this.#own.setMeterProvider(this.#meterProvider);
    } else this.#own.enable();
    return this.#own;
  }
}

const taps = { undici: UndiciTap, http: HttpTap } as const satisfies Record<Client['kind'], unknown>;

/** Adds the tap of a client to its instrumentation. */
function follow({ kind, instrumentation }: Client, calls: VendorCalls, group: CallGroup): () => void {
  const tap: Tap = new taps[kind](calls, group);
  return addHooks(instrumentation, {
    requestHook: (span, request: unknown) => {
      try {
        tap.onRequest(span, request);
      } catch (error) {
        tell(error);
      }
    },
    responseHook: (span, response: unknown) => {
      try {
        tap.onResponse(span, response);
      } catch (error) {
        tell(error);
      }
    },
  });
}

function tell(error: unknown): void {
  diag.error('vendor-errors: a call could not be followed', error);
}
