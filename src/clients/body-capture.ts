import { giveBack, takeMemory } from './spare-memory.js';

/** What all captures together may hold at a time: a burst of failing calls must not become a memory problem. */
const MEMORY_LIMIT = 8 * 1024 * 1024;
const SMALLEST = 512;
const NONE = new Uint8Array(0);

let held = 0;

/** Bytes that captures hold at the moment, of all calls in flight. */
export function capturedBytesInFlight(): number {
  return held;
}

/** Keeps a copy of the first bytes of one response body, in one piece of memory that grows by doubling. */
export class BodyCapture {
  readonly #limit: number;
  #memory: Uint8Array = NONE;
  #size = 0;
  #full = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether nothing more is kept: the limit of this body, or of all bodies together, is reached. */
  get full(): boolean {
    return this.#full;
  }

  /** What is kept, until it is released: its memory belongs to another capture then. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(0, this.#size);
  }

  /** Copies a chunk, for it may be a view on a buffer that the client uses again. */
  add(chunk: Uint8Array): void {
    if (this.#full) return;
    this.#grow(Math.min(this.#size + chunk.byteLength, this.#limit));
    const length = Math.min(chunk.byteLength, this.#memory.byteLength - this.#size);
    this.#memory.set(length < chunk.byteLength ? chunk.subarray(0, length) : chunk, this.#size);
    this.#size += length;
    this.#full = length < chunk.byteLength || this.#size === this.#limit;
  }

  /** Keeps nothing from now on. */
  release(): void {
    held -= this.#memory.byteLength;
    giveBack(this.#memory);
    this.#memory = NONE;
    this.#size = 0;
    this.#full = true;
  }

  #grow(needed: number): void {
    const capacity = this.#memory.byteLength;
    if (needed <= capacity) return;
    const wanted = Math.min(Math.max(needed, 2 * capacity, SMALLEST), this.#limit, capacity + MEMORY_LIMIT - held);
    if (wanted <= capacity) return;
    const memory = takeMemory(wanted);
    if (this.#size > 0) memory.set(this.bytes);
    giveBack(this.#memory);
    this.#memory = memory;
    held += wanted - capacity;
  }
}
