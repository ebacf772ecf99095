import { fstatSync } from 'node:fs';

/** The limit of the read, because `explain` ignores the rest. */
const MAX_BYTES = 1024 * 1024;

/** The first MiB of standard input as text. */
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

/** Whether standard input is a pipe or a file of a shell. If another program starts this one, it is an open socket. */
export function isPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile();
  } catch {
    return false;
  }
}
