/** The calls that one configuration of the plugin follows: what they have in common, and their common end. */
export class CallGroup {
  readonly maxBodyBytes: number;
  readonly #stops = new Set<() => void>();
  #active = true;

  constructor(maxBodyBytes: number) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** `false` from the moment on at which the plugin is disabled: nothing may be done with any call any more. */
  get active(): boolean {
    return this.#active;
  }

  /** Runs `stop` should the plugin be disabled. @returns a function that takes that back. */
  onStop(stop: () => void): () => void {
    this.#stops.add(stop);
    return () => this.#stops.delete(stop);
  }

  stop(): void {
    this.#active = false;
    for (const stop of this.#stops) stop();
    this.#stops.clear();
  }
}
