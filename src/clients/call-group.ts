/** A call whose body is being captured. */
interface CapturingCall {
  stopCapture(): void;
}

/** The calls that one configuration of the plugin follows: what they have in common, and their common end. */
export class CallGroup {
  readonly maxBodyBytes: number;
  readonly #capturing = new Set<CapturingCall>();
  #active = true;

  constructor(maxBodyBytes: number) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** `false` from the moment on at which the plugin is disabled: nothing may be done with any call any more. */
  get active(): boolean {
    return this.#active;
  }

  addCapturing(call: CapturingCall): void {
    this.#capturing.add(call);
  }

  deleteCapturing(call: CapturingCall): void {
    this.#capturing.delete(call);
  }

  /** Ends the captures as well. */
  stop(): void {
    this.#active = false;
    for (const call of this.#capturing) call.stopCapture();
  }
}
