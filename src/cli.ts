#!/usr/bin/env node
/** Explains vendors' errors on the terminal: `npx opentelemetry-instrumentation-vendor-errors explain linq 2007`. */
import { parseArgs } from 'node:util';
import { explain } from './explain/explain.js';
import { print } from './explain/print.js';
import { VERSION } from './version.js';

const NAME = 'opentelemetry-instrumentation-vendor-errors';

const HELP = `Explains the errors of messaging vendors' APIs.

Usage: ${NAME} explain [what] [--json]

  explain                   the vendors and the categories of errors
  explain linq              a vendor and its codes; also by host: api.linqapp.com
  explain linq 2007         what a vendor's code means, and what to do about it
  explain rate_limit        a category and its codes
  explain rate_limited      a normalized code and all that leads to it
  explain 503               an HTTP status that comes without a known code
  explain opted out         everything that has these words

  --json          prints { query, match, results, near, unknownCode }
  -h, --help      prints this
  -v, --version   prints the version

Exit code: 0 something is known, 1 nothing is, 2 wrong usage.
`;

/** The exit codes. */
const KNOWN = 0;
const UNKNOWN = 1;
const WRONG_USAGE = 2;

const options = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

function refuse(problem: string): number {
  process.stderr.write(`${problem}\nSee: ${NAME} --help\n`);
  return WRONG_USAGE;
}

function say(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}

function run(args: readonly string[]): number {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // Its first sentence says what is wrong, the next one what else could be meant.
    return refuse(String((error as Error).message).split('. ')[0] ?? '');
  }
  const { values, positionals } = parsed;
  const [command, ...words] = positionals;
  if (values.help) return say(HELP, KNOWN);
  if (values.version) return say(`${VERSION}\n`, KNOWN);
  if (command === undefined) return refuse('A command is missing');
  if (command !== 'explain') return refuse(`Unknown command '${command}'`);
  const answer = explain(words.flatMap((word) => word.split(/\s+/)).filter((word) => word !== ''));
  const text = values.json ? `${JSON.stringify(answer, undefined, 2)}\n` : print(answer);
  return say(text, answer.match === 'none' ? UNKNOWN : KNOWN);
}

// The reader may go away before the end: `explain | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = run(process.argv.slice(2));
