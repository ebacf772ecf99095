/** The limit of the memory that is kept for reuse. */
const MAX_SPARE_BYTES = 512 * 1024;

/**
 * The blocks by size. Allocating a block takes longer than filling it, and each one adds to the work of the garbage
 * collector.
 */
const spare = new Map<number, Uint8Array[]>();
let spareBytes = 0;

/** Acquires a block of memory with any content. */
export function acquireMemory(length: number): Uint8Array {
  const piece = spare.get(length)?.pop();
  if (piece === undefined) return Buffer.allocUnsafeSlow(length);
  spareBytes -= length;
  return piece;
}

/** Releases a block, which must not be used from then on, and clears it. */
export function releaseMemory(piece: Uint8Array): void {
  const { byteLength } = piece;
  if (byteLength === 0 || spareBytes + byteLength > MAX_SPARE_BYTES) return;
  spareBytes += byteLength;
  const pieces = spare.get(byteLength);
  if (pieces === undefined) spare.set(byteLength, [piece.fill(0)]);
  else pieces.push(piece.fill(0));
}
