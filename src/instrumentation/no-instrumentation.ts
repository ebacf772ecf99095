import { NAME, VERSION } from '../common/version.js';
import { warnOnce } from '../common/warn.js';
import type { VendorErrorsConfig } from '../configuration/config.js';
import type { WebhookRecord } from '../recording/vendor-webhooks.js';
import type { VendorErrorsInstrumentation } from './instrumentation.js';

/** Replaces `VendorErrorsInstrumentation` outside Node.js. It does nothing, and reports this once. */
export class NoInstrumentation implements Pick<VendorErrorsInstrumentation, keyof VendorErrorsInstrumentation> {
  readonly instrumentationName = NAME;
  readonly instrumentationVersion = VERSION;
  #config: VendorErrorsConfig;

  constructor(config: VendorErrorsConfig = {}) {
    this.#config = config;
    warnOnce(
      'VENDOR_ERRORS_NOT_NODE',
      `${NAME}: no calls are followed, because this runtime or bundle is not for Node.js; normalize() works`,
    );
  }

  enable(): void {}

  disable(): void {}

  setConfig(config: VendorErrorsConfig = {}): void {
    this.#config = config;
  }

  getConfig(): VendorErrorsConfig {
    return { ...this.#config, enabled: false };
  }

  async recordWebhook(): Promise<WebhookRecord> {
    return { kind: 'unknown', duplicate: false, linked: false };
  }

  setTracerProvider(): void {}

  setMeterProvider(): void {}

  setLoggerProvider(): void {}
}
