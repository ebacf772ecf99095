/** A call in flight. */
interface FollowedCall {
  leave(): void;
}

/** The calls in flight of one configuration of the plugin, which can be ended together. */
export class CallGroup {
  readonly maxBodyBytes: number;
  readonly #calls = new Set<FollowedCall>();
  #active = true;

  constructor(maxBodyBytes: number) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** `false` as soon as the plugin is disabled. From then on, no call may be touched. */
  get active(): boolean {
    return this.#active;
  }

  add(call: FollowedCall): void {
    this.#calls.add(call);
  }

  delete(call: FollowedCall): void {
    this.#calls.delete(call);
  }

  /** Stops following the calls in flight, and restores the methods of their requests, responses and spans. */
  stop(): void {
    this.#active = false;
    for (const call of this.#calls) call.leave();
    this.#calls.clear();
  }
}
