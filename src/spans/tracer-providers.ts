import { diag, ProxyTracerProvider, type TracerProvider, trace } from '@opentelemetry/api';

/** The proxy that the API registers, for every SDK. */
interface ProxyProvider extends TracerProvider {
  getDelegate(): TracerProvider;
  setDelegate(delegate: TracerProvider): void;
}

/** The provider behind a proxy; `undefined` if there is none, so no spans are created. */
function realProvider(provider: TracerProvider): TracerProvider | undefined {
  const real = isProxy(provider) ? provider.getDelegate() : provider;
  return isNoop(real) ? undefined : real;
}

/** The provider of the API that creates no spans. Its class has another name in a minified bundle. */
const NOOP = new ProxyTracerProvider().getDelegate();

/** Whether a provider is the one of this copy of the API, or of another copy. */
function isNoop(provider: TracerProvider): boolean {
  return provider === NOOP || provider.constructor.name === 'NoopTracerProvider';
}

function isProxy(provider: TracerProvider): provider is ProxyProvider {
  const { getDelegate, setDelegate } = provider as Partial<ProxyProvider>;
  return typeof getDelegate === 'function' && typeof setDelegate === 'function';
}

/**
 * Finds the tracer providers of the process: the global one when it is registered, and those that are passed to the
 * plugin.
 */
export class TracerProviders {
  readonly #onProvider: (provider: TracerProvider) => void;
  #global: TracerProvider | undefined;
  #restore: (() => void) | undefined;

  constructor(onProvider: (provider: TracerProvider) => void) {
    this.#onProvider = onProvider;
  }

  /** Adds a provider that was passed to the plugin. */
  add(provider: TracerProvider): void {
    try {
      const real = realProvider(provider);
      if (real !== undefined) this.#onProvider(real);
    } catch (error) {
      // Do not stop the registration of the SDK, which calls this. A provider may be frozen or a mock.
      diag.warn('vendor-errors: the spans of a tracer provider cannot be found; calls are counted without them', error);
    }
  }

  /** Checks the global provider, which another copy of the API may have registered. */
  check(): void {
    const provider = trace.getTracerProvider();
    if (provider === this.#global) return;
    this.stop();
    this.#global = provider;
    if (isProxy(provider)) this.#watch(provider);
    this.add(provider);
  }

  stop(): void {
    this.#restore?.();
    this.#restore = undefined;
    this.#global = undefined;
  }

  /**
   * Watches the proxy that the API returns before an SDK is registered. The API sets the SDK's provider on it later.
   */
  #watch(proxy: ProxyProvider): void {
    const { setDelegate } = proxy;
    const watchedSetDelegate = (delegate: TracerProvider): void => {
      setDelegate.call(proxy, delegate);
      this.add(proxy);
    };
    proxy.setDelegate = watchedSetDelegate;
    this.#restore = () => {
      if (proxy.setDelegate === watchedSetDelegate) proxy.setDelegate = setDelegate;
    };
  }
}
