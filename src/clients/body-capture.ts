import { acquireMemory, releaseMemory } from './spare-memory.js';

/** The limit of all captures together, so that a burst of failing calls does not exhaust the memory. */
const MEMORY_LIMIT = 8 * 1024 * 1024;
const SMALLEST = 512;
const NONE = new Uint8Array(0);

let held = 0;

/** The bytes that all captures hold at the moment. */
export function capturedBytesInFlight(): number {
  return held;
}

/** Captures the first bytes of one response body, in one block of memory that grows by doubling. */
export class BodyCapture {
  readonly #limit: number;
  #memory: Uint8Array = NONE;
  #size = 0;
  #full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the limit of this body, or of all bodies together, is reached. */
  get full(): boolean {
    return this.#full;
  }

  /** The captured bytes, which are valid until the release, because another capture then uses the memory. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#size);
  }

  /** Copies a chunk, because the client may reuse its buffer. */
  add(chunk: Uint8Array): void {
    if (this.#full) return;
    this.#grow(Math.min(this.#size + chunk.byteLength, this.#limit));
    const length = Math.min(chunk.byteLength, this.#memory.byteLength - this.#size);
    this.#memory.set(length < chunk.byteLength ? chunk.subarray(0, length) : chunk, this.#size);
    this.#size += length;
    this.#full = length < chunk.byteLength || this.#size === this.#limit;
  }

  /** Stops the capture and releases its memory. */
  release(): void {
    held -= this.#memory.byteLength;
    releaseMemory(this.#memory);
    this.#memory = NONE;
    this.#size = 0;
    this.#full = true;
  }

  #grow(needed: number): void {
    const capacity = this.#memory.byteLength;
    if (needed <= capacity) return;
    const wanted = Math.min(Math.max(needed, 2 * capacity, SMALLEST), this.#limit, capacity + MEMORY_LIMIT - held);
    if (wanted <= capacity) return;
    const memory = acquireMemory(wanted);
    if (this.#size > 0) memory.set(this.bytes);
    releaseMemory(this.#memory);
    this.#memory = memory;
    held += wanted - capacity;
  }
}
