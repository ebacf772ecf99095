import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, NativeCodeResult, Result } from '../../src/explain/answer.js';

/** The command as it is shipped. */
export const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

/** What a run of the command came to. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command. */
export function start(args: readonly string[], cli = CLI): ChildProcess {
  // What colours other programs must not colour this one.
  return spawn(process.execPath, [cli, ...args], { env: { ...process.env, FORCE_COLOR: '1' } });
}

/** Starts the command from a shell, with a file on standard input. */
export function startWithFile(args: readonly string[], file: string): ChildProcess {
  return spawn('/bin/sh', ['-c', 'exec "$0" "$@" < "$INPUT"', process.execPath, CLI, ...args], {
    env: { ...process.env, INPUT: file },
  });
}

/** Waits until a command has ended. */
export function outcome(child: ChildProcess): Promise<Outcome> {
  const parts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    parts.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    parts.stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...parts }));
  });
}

/** Runs the command with a text on standard input. */
export function run(args: readonly string[], input = ''): Promise<Outcome> {
  const child = start(args);
  // The command need not read it: then the pipe is closed before the text is written.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return outcome(child);
}

/** Runs `explain`, as people do. */
export function explain(...words: readonly string[]): Promise<Outcome> {
  return run(['explain', ...words]);
}

/** Runs `explain --json`, as programs do. */
export async function explainJson(...words: readonly string[]): Promise<{ exitCode: number | null; answer: Answer }> {
  const { exitCode, stdout } = await explain('--json', ...words);
  return { exitCode, answer: JSON.parse(stdout) as Answer };
}

/** A result in short: `linq 2007`, `rate_limited`. */
export function nameOf(result: Result): string {
  switch (result.kind) {
    case 'vendor':
      return result.vendor;
    case 'category':
      return result.category;
    case 'code':
      return result.code;
    case 'http_status':
    case 'success_status':
      return String(result.status);
    case 'native_code':
      return `${result.vendor} ${result.nativeCode ?? result.text}`;
    case 'error':
      return `${result.vendor} ${result.nativeCode ?? result.status}`;
    case 'alert':
    case 'telemetry':
      return result.name;
    default:
      return result.kind;
  }
}

/** The one result of an answer, a vendor's code. */
export function nativeCodeOf({ results }: Answer): NativeCodeResult {
  const [result, ...others] = results;
  if (result?.kind !== 'native_code' || others.length > 0) throw new Error(`not one code: ${results.map(nameOf)}`);
  return result;
}
