import { type MeterProvider, metrics } from '@opentelemetry/api';
import { VendorMetrics } from './metrics.js';

/** Creates instruments from the current meter provider, and creates new ones when the provider changes. */
export class MetricsSource {
  readonly #name: string;
  readonly #version: string;
  #provider: MeterProvider = metrics.getMeterProvider();
  #followsGlobal = true;
  #current: VendorMetrics;

  constructor(name: string, version: string) {
    this.#name = name;
    this.#version = version;
    this.#current = this.#make();
  }

  /** Sets the provider to use from now on. If it is the global one, later replacements of it apply. */
  setProvider(provider: MeterProvider): void {
    this.#followsGlobal = provider === metrics.getMeterProvider();
    this.#provider = provider;
    this.#current = this.#make();
  }

  get current(): VendorMetrics {
    if (this.#followsGlobal && this.#provider !== metrics.getMeterProvider())
      this.setProvider(metrics.getMeterProvider());
    return this.#current;
  }

  #make(): VendorMetrics {
    return new VendorMetrics(this.#provider.getMeter(this.#name, this.#version));
  }
}
