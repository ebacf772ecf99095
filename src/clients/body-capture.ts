/** What all captures together may hold at a time: a burst of failing calls must not become a memory problem. */
const MEMORY_LIMIT = 8 * 1024 * 1024;
const SMALLEST = 512;

let held = 0;

/** Bytes that captures hold at the moment, of all calls in flight. */
export function capturedBytesInFlight(): number {
  return held;
}

/** Keeps a copy of the first bytes of one response body, in one piece of memory that grows by doubling. */
export class BodyCapture {
  readonly #limit: number;
  #memory = new Uint8Array(0);
  #size = 0;
  #full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether nothing more is kept: the limit of this body, or of all bodies together, is reached. */
  get full(): boolean {
    return this.#full;
  }

  /** Copies a chunk, for it may be a view on a buffer that the client uses again. */
  add(chunk: Uint8Array): void {
    if (this.#full) return;
    this.#grow(Math.min(this.#size + chunk.byteLength, this.#limit));
    const length = Math.min(chunk.byteLength, this.#memory.byteLength - this.#size);
    this.#memory.set(chunk.subarray(0, length), this.#size);
    this.#size += length;
    this.#full = length < chunk.byteLength || this.#size === this.#limit;
  }

  /** Hands over what was kept, and keeps nothing from now on. */
  release(): Uint8Array {
    const kept = this.#memory.subarray(0, this.#size);
    held -= this.#memory.byteLength;
    this.#memory = new Uint8Array(0);
    this.#size = 0;
    this.#full = true;
    return kept;
  }

  #grow(needed: number): void {
    const capacity = this.#memory.byteLength;
    if (needed <= capacity) return;
    const wanted = Math.min(Math.max(needed, 2 * capacity, SMALLEST), this.#limit, capacity + MEMORY_LIMIT - held);
    if (wanted <= capacity) return;
    const memory = new Uint8Array(wanted);
    memory.set(this.#memory.subarray(0, this.#size));
    this.#memory = memory;
    held += wanted - capacity;
  }
}
