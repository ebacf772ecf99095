import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { listenLast } from '../clients/channels.js';
import { type Follower, Followers } from '../clients/followers.js';
import { HttpCalls, publishesCreation } from '../clients/http.js';
import { UndiciCalls } from '../clients/undici.js';
import { ClientSpans } from '../spans/client-spans.js';
import { OwnSpans } from '../spans/own-spans.js';
import { TracerProviders } from '../spans/tracer-providers.js';
import { TracerWatch } from '../spans/tracer-watch.js';
import { originOf } from '../spans/undici-request.js';
import { Correlation } from '../webhooks/correlation.js';
import { MemoryCorrelationStore } from '../webhooks/memory-correlation-store.js';

/** Must change with {@link CallHub}'s public methods, because copies of other versions call them. */
const HUB = Symbol.for('opentelemetry-instrumentation-vendor-errors.hub.1');

/** The state of the process that all copies of the package share: ESM and CommonJS, two versions, a bundle. */
export function callHub(): CallHub {
  const registry = globalThis as { [HUB]?: CallHub };
  registry[HUB] ??= new CallHub();
  return registry[HUB];
}

/** Listens to the HTTP clients while there is an instrumentation of this package. */
export class CallHub {
  readonly #followers = new Followers();
  #running: Running | undefined;
  #memory: Correlation | undefined;

  add(follower: Follower): void {
    this.#followers.add(follower);
    this.#running ??= new Running(this.#followers);
  }

  delete(follower: Follower): void {
    this.#followers.delete(follower);
    if (!this.#followers.isEmpty) return;
    this.#running?.stop();
    this.#running = undefined;
    this.#memory = undefined;
  }

  setTracerProvider(provider: TracerProvider): void {
    this.#running?.setTracerProvider(provider);
  }

  setMeterProvider(provider: MeterProvider): void {
    this.#running?.ownSpans.setMeterProvider(provider);
  }

  /**
   * The calls and events of this process, which all instrumentations share.
   *
   * @param own - The calls and events of an instrumentation from before it was disabled.
   */
  memory(own: Correlation | undefined): Correlation {
    this.#memory ??= own ?? new Correlation(new MemoryCorrelationStore());
    return this.#memory;
  }
}

class Running {
  readonly #spans = new ClientSpans(!publishesCreation(process.versions.node));
  readonly ownSpans = new OwnSpans((seeker) => this.#spans.has(seeker));
  readonly #tracers = new TracerWatch(this.#spans.onStart);
  readonly #providers = new TracerProviders((provider) => this.#use(provider));
  readonly #stops: readonly (() => void)[];

  constructor(followers: Followers) {
    const undici = new UndiciCalls(followers, this.#spans);
    const http = new HttpCalls(followers, this.#spans);
    // Check again, because another copy of the API may register a provider without an event. A process often starts its
    // SDK in the turn in which the plugin is created.
    const check = (): void => this.#providers.check();
    check();
    const endOfTurn = setImmediate(check).unref();
    const onCreate = (message: Parameters<typeof undici.onCreate>[0]): void => {
      check();
      this.ownSpans.startFor(message);
      undici.onCreate(message);
      const { request } = message;
      this.#spans.onRequestCreated({ method: request.method, origin: originOf(request) });
    };
    const onCreated = (message: Parameters<typeof http.onCreated>[0]): void => {
      check();
      http.onCreated(message);
    };
    const onStart = (message: Parameters<typeof http.onStart>[0]): void => {
      check();
      http.onStart(message);
    };
    this.#stops = [
      () => clearImmediate(endOfTurn),
      listenLast('undici:request:create', onCreate, (subscriber) => this.ownSpans.moveBehind(subscriber)),
      listenLast('http.client.request.created', onCreated),
      listenLast('http.client.request.start', onStart),
      undici.listen(),
      http.listen(),
    ];
  }

  /** Sets the provider that the plugin is registered with. */
  setTracerProvider(provider: TracerProvider): void {
    this.ownSpans.setTracerProvider(provider);
    this.#providers.add(provider);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#providers.stop();
    this.#tracers.stop();
    this.ownSpans.stop();
  }

  #use(provider: TracerProvider): void {
    this.#tracers.watch(provider);
    this.ownSpans.startSoon();
  }
}
