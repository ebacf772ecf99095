/** What all captures together may hold at a time: a burst of failing calls must not become a memory problem. */
const MEMORY_LIMIT = 8 * 1024 * 1024;

let held = 0;

/** Bytes that captures hold at the moment, of all calls in flight. */
export function capturedBytesInFlight(): number {
  return held;
}

/** Keeps a copy of the first bytes of one response body. */
export class BodyCapture {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
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
    const room = Math.min(this.#limit - this.#size, MEMORY_LIMIT - held);
    const length = Math.min(chunk.byteLength, room);
    if (length > 0) {
      this.#chunks.push(Uint8Array.prototype.slice.call(chunk, 0, length));
      this.#size += length;
      held += length;
    }
    this.#full = length < chunk.byteLength || this.#size === this.#limit;
  }

  /** Hands over what was kept, and keeps nothing from now on. */
  release(): Uint8Array | undefined {
    const [first, ...rest] = this.#chunks;
    held -= this.#size;
    this.#chunks = [];
    this.#size = 0;
    this.#full = true;
    return rest.length === 0 ? first : Buffer.concat([first as Uint8Array, ...rest]);
  }
}
