/** How much is kept to use again; a service with more failing calls at a time has other problems. */
const MOST_SPARE_BYTES = 512 * 1024;

/** By size. Making a piece takes longer than filling it, and the garbage collector counts each one. */
const spare = new Map<number, Uint8Array[]>();
let spareBytes = 0;

/** A piece of memory, all zeros or with anything in it. */
export function takeMemory(length: number): Uint8Array {
  const piece = spare.get(length)?.pop();
  if (piece === undefined) return Buffer.allocUnsafeSlow(length);
  spareBytes -= length;
  return piece;
}

/** Nobody may use the piece any more. Nothing of what was in it stays. */
export function giveBack(piece: Uint8Array): void {
  const { byteLength } = piece;
  if (byteLength === 0 || spareBytes + byteLength > MOST_SPARE_BYTES) return;
  spareBytes += byteLength;
  const pieces = spare.get(byteLength);
  if (pieces === undefined) spare.set(byteLength, [piece.fill(0)]);
  else pieces.push(piece.fill(0));
}
