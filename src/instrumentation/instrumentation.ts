import { diag, type MeterProvider, type TracerProvider } from '@opentelemetry/api';
import { CallGroup } from '../clients/call-group.js';
import { NAME, VERSION } from '../common/version.js';
import { type CheckedConfig, checkConfig } from '../configuration/check-config.js';
import type { VendorErrorsConfig } from '../configuration/config.js';
import { HostTable } from '../definition/hosts.js';
import { VendorCalls } from '../recording/vendor-calls.js';
import { VendorWebhooks, type WebhookOptions, type WebhookRecord } from '../recording/vendor-webhooks.js';
import { ErrorLog } from '../telemetry/error-log.js';
import { globalLoggerProvider, type LoggerProvider } from '../telemetry/logger-provider.js';
import { MetricsSource } from '../telemetry/metrics-source.js';
import { Correlation } from '../webhooks/correlation.js';
import { warnOfTwoApiCopies } from './api-copies.js';
import { callHub } from './call-hub.js';
import { ProblemReport } from './problem-report.js';
import { warnOfRuntime } from './runtime-warning.js';

/**
 * Sets the errors of messaging vendors on HTTP client spans and counts them, in one vocabulary for all vendors.
 *
 * It has the interface of OpenTelemetry's instrumentations. Pass it to `NodeSDK` or `registerInstrumentations`, next to other
 * instrumentations. It enriches the existing client span of a call, and creates spans of fetch and undici only if nothing
 * else does. An invalid configuration is reported once through `diag.error`; nothing is thrown.
 *
 * @example
 * ```ts
 * new NodeSDK({ instrumentations: [getNodeAutoInstrumentations(), new VendorErrorsInstrumentation()] }).start();
 * ```
 */
export class VendorErrorsInstrumentation {
  /** The name of the scope of the plugin's metrics and log events. */
  readonly instrumentationName = NAME;
  /** The version of this package. */
  readonly instrumentationVersion = VERSION;
  readonly #metrics = new MetricsSource(NAME, VERSION);
  readonly #problems = new ProblemReport();
  #config: VendorErrorsConfig = {};
  #checked: CheckedConfig;
  #tracerProvider: TracerProvider | undefined;
  #meterProvider: MeterProvider | undefined;
  #loggerProvider: LoggerProvider | undefined;
  #beingRegistered = false;
  #stop: (() => void) | undefined;
  #webhooks: VendorWebhooks | undefined;
  #hasReportedNoWebhooks = false;
  /** It is kept when the configuration changes. */
  #memory: Correlation | undefined;

  /** Starts to follow calls at once, unless `enabled` is `false`. Spans and metrics use the providers that are registered later. */
  constructor(config: VendorErrorsConfig = {}) {
    this.#checked = this.#check(config);
    if (this.#checked.enabled) this.enable();
  }

  /** Starts to follow calls. Does nothing if it is already enabled. */
  enable(): void {
    // `registerInstrumentations` enables instrumentations with `enabled: false`, but the user wants it disabled.
    const byRegistration = this.#beingRegistered;
    this.#beingRegistered = false;
    if (this.#stop === undefined && !byRegistration) this.#stop = this.#start();
  }

  /** Stops at once, also for calls in flight. From then on, the plugin touches no request. */
  disable(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#webhooks = undefined;
  }

  /** Replaces the whole configuration, and disables or enables according to `enabled`, whose default is `true`. */
  setConfig(config: VendorErrorsConfig = {}): void {
    this.disable();
    this.#checked = this.#check(config);
    this.#beingRegistered = false;
    if (this.#checked.enabled) this.enable();
  }

  /** The configuration of the user, with `enabled`. */
  getConfig(): VendorErrorsConfig {
    return this.#config;
  }

  /**
   * Records a vendor's webhook on the span of the webhook's request and on metrics, and joins it to the call that caused it.
   * Call it for every event, failure or not. It needs the option `webhooks`. Check the signature first, and await the record
   * before you respond, because the link to the call needs the span. It waits at most 250 ms, and never throws or rejects.
   *
   * @param vendorName - The name of a configured vendor, for example `linq`.
   * @param payload - The body of the webhook: parsed JSON, text or bytes.
   *
   * @example
   * ```ts
   * const event = linqClient.webhooks.unwrap(body, { headers });
   * const { kind, traceId, error } = await vendorErrors.recordWebhook('linq', event);
   * if (kind === 'failed') await markFailed(traceId, error);
   * ```
   */
  async recordWebhook(vendorName: string, payload: unknown, options: WebhookOptions = {}): Promise<WebhookRecord> {
    try {
      if (this.#webhooks !== undefined) return await this.#webhooks.record(vendorName, payload, options);
      if (this.#stop !== undefined && !this.#hasReportedNoWebhooks) {
        this.#hasReportedNoWebhooks = true;
        diag.warn('vendor-errors: recordWebhook does nothing without the option webhooks: true');
      }
    } catch (error) {
      diag.error('vendor-errors: a webhook could not be recorded', error);
    }
    return { kind: 'unknown', duplicate: false, linked: false };
  }

  /** Sets the provider of the spans that the plugin makes if nothing else does. `registerInstrumentations` calls it. */
  setTracerProvider(provider: TracerProvider): void {
    this.#problems.reportPending();
    this.#beingRegistered = !this.#checked.enabled;
    this.#tracerProvider = provider;
    // Check at the end of this turn, because `NodeSDK` registers itself right after its instrumentations.
    queueMicrotask(() => warnOfTwoApiCopies(true));
    if (this.#stop !== undefined) callHub().setTracerProvider(provider);
  }

  /** Sets the meter provider instead of the global one. `registerInstrumentations` calls it. */
  setMeterProvider(provider: MeterProvider): void {
    this.#meterProvider = provider;
    this.#metrics.setProvider(provider);
    if (this.#stop !== undefined) callHub().setMeterProvider(provider);
  }

  /** Sets the logger provider for the option `logs`, instead of the global one. */
  setLoggerProvider(provider: LoggerProvider): void {
    this.#loggerProvider = provider;
  }

  #check(config: VendorErrorsConfig): CheckedConfig {
    const checked = checkConfig(config);
    this.#config = { ...checked.given, enabled: checked.enabled };
    this.#problems.report(checked.problems);
    return checked;
  }

  #start(): () => void {
    const { vendors, reporting, maxBodyBytes, unansweredTimeoutMillis, logs } = this.#checked;
    const group = new CallGroup(maxBodyBytes);
    const correlation = this.#correlation();
    const log = logs ? new ErrorLog(() => this.#logger()) : undefined;
    const recording = { metrics: this.#metrics, reporting, unansweredTimeoutMillis, log, correlation };
    if (correlation !== undefined) this.#webhooks = new VendorWebhooks(vendors, correlation, recording);
    const follower = { listener: new VendorCalls(new HostTable(vendors), recording), group, source: import.meta.url };
    const hub = callHub();
    hub.add(follower);
    warnOfTwoApiCopies();
    warnOfRuntime();
    if (this.#tracerProvider) hub.setTracerProvider(this.#tracerProvider);
    if (this.#meterProvider) hub.setMeterProvider(this.#meterProvider);
    return () => {
      group.stop();
      hub.delete(follower);
    };
  }

  /** The logger of the SDK that the plugin is registered with, else of the process. */
  #logger() {
    return (this.#loggerProvider ?? globalLoggerProvider())?.getLogger(NAME, VERSION);
  }

  #correlation(): Correlation | undefined {
    const { store } = this.#checked;
    if (store === undefined) return undefined;
    if (store !== 'memory') return new Correlation(store);
    this.#memory = callHub().memory(this.#memory);
    return this.#memory;
  }
}
