import { NAME } from '../common/version.js';

/** Writes one line to stderr, which is visible before any logger exists. */
export function report(message: string): void {
  console.error(`${NAME}/register: ${message}`);
}
