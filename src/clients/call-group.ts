/** A call in flight. */
interface FollowedCall {
  leave(): void;
}

/** The calls that one configuration of the plugin follows: what they have in common, and their common end. */
export class CallGroup {
  readonly maxBodyBytes: number;
  readonly #calls = new Set<FollowedCall>();
  #active = true;

  constructor(maxBodyBytes: number) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** `false` as soon as the plugin is disabled: nothing may be done with any call any more. */
  get active(): boolean {
    return this.#active;
  }

  add(call: FollowedCall): void {
    this.#calls.add(call);
  }

  delete(call: FollowedCall): void {
    this.#calls.delete(call);
  }

  /** Leaves the calls in flight alone: their requests, responses and spans have their own methods back. */
  stop(): void {
    this.#active = false;
    for (const call of this.#calls) call.leave();
    this.#calls.clear();
  }
}
