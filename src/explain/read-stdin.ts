import { fstatSync } from 'node:fs';

/** Reading must end, and more than this is not looked at anyway. */
const MAX_BYTES = 1024 * 1024;

/** Standard input as text, its first MiB. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= MAX_BYTES) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MAX_BYTES)).replaceAll('\r\n', '\n');
}

/** Whether a shell has put a pipe or a file on standard input. A program that starts this one leaves a socket open there. */
export function isPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile();
  } catch {
    return false;
  }
}
