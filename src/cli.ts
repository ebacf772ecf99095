#!/usr/bin/env node
/** Explains vendors' errors on the terminal: `npx opentelemetry-instrumentation-vendor-errors explain linq 2007`. */
import { parseArgs } from 'node:util';
import { VERSION } from './common/version.js';
import { checkConfig } from './configuration/check-config.js';
import { importConfigFile } from './configuration/config-file.js';
import { explain } from './explain/explain.js';
import { explainVendors } from './explain/known-codes.js';
import { findVendor } from './explain/names.js';
import { print } from './explain/print.js';
import { isPiped, readStdin } from './explain/read-stdin.js';
import { safeText } from './explain/safe-text.js';

const NAME = 'opentelemetry-instrumentation-vendor-errors';

const HELP = `Explains the errors of messaging vendors' APIs.

Usage: ${NAME} [explain] [question] [--json] [--config file]
       pbpaste | ${NAME} explain [vendor]

  explain                   the vendors and the categories of errors
  explain linq              a vendor and its codes; also by host: api.linqapp.com
  explain linq 2007         what a vendor's code means, and what to do about it
  explain linq 429          an HTTP status; also without a vendor
  explain linq 1xxx         a class of a vendor's codes
  explain rate_limited      a normalized code and everything that leads to it
  explain rate_limit        a category and its codes
  explain ECONNRESET        a failure of the network; also by its message
  explain VendorApiDown     an alert, by its name or its labels
  explain vendor_api.error.retry_basis
                            an attribute, a metric or a log event
  explain opted out         everything that contains these words

Paste what you have: a response body, a webhook, an SDK's error, lines of a log,
the status of a span, a Prometheus series, a whole alert as Alertmanager, Slack,
PagerDuty or Grafana shows it, a curl transcript, or a HAR entry. Put it in
quotes or pipe it in. With "-", the question is followed by standard input.
Nothing is sent anywhere, and phone numbers, e-mail addresses, keys and tokens
are not printed.

  --json          prints { query, match, notes, results, near, unknownCodes }
  --config file   explains the vendors of a configuration file, your own among them;
                  default: OTEL_VENDOR_ERRORS_CONFIG
  -h, --help      prints this help
  -v, --version   prints the version

Exit codes: 0 match found, 1 no match, 2 usage error.
`;

const MATCH_FOUND = 0;
const NO_MATCH = 1;
const USAGE_ERROR = 2;

const options = {
  json: { type: 'boolean' },
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** A pasted text is one argument with spaces, and may begin with a dash. */
const isPasted = (argument: string) => /\s/.test(argument);

function parse(args: readonly string[]) {
  const escaped = args.map((argument) => (isPasted(argument) ? ` ${argument}` : argument));
  return parseArgs({ args: escaped, options, allowPositionals: true });
}

function refuse(problem: string, hint = ''): number {
  process.stderr.write(`${safeText(problem)}\n${hint}See: ${NAME} --help\n`);
  return USAGE_ERROR;
}

/** Explains the vendors of a configuration file. Mistakes are reported, and the valid vendors are used. */
async function useConfigFile(path: string): Promise<string | undefined> {
  const { config, problem } = await importConfigFile(path);
  if (problem !== undefined) return `--config: ${problem}`;
  const { vendors, problems } = checkConfig(config);
  for (const each of problems) process.stderr.write(`--config: ${safeText(each)}\n`);
  explainVendors(vendors);
  return undefined;
}

function write(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}

/** The question, with standard input if `-` asks for it, or if there is no question, or only the vendor's name. */
async function readQuestion(words: readonly string[]): Promise<string> {
  const typed = words
    .filter((word) => word !== '-')
    .join(' ')
    .replace(/^\s*explain(?=\s|$)/, '');
  const isStdinAskedFor = words.includes('-');
  const isOpen = typed.trim() === '' ? !process.stdin.isTTY : findVendor(typed.trim()) !== undefined && isPiped();
  return isStdinAskedFor || isOpen ? `${typed}\n${await readStdin()}` : typed;
}

async function run(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    // Keep the first sentence, which names the mistake; the next one contains suggestions.
    return refuse(String((error as Error).message).split('. ')[0] ?? '', 'Put pasted text in quotes, or pipe it in. ');
  }
  const { values, positionals } = parsed;
  if (values.help || positionals.join(' ').trim() === 'explain help') return write(HELP, MATCH_FOUND);
  if (values.version) return write(`${VERSION}\n`, MATCH_FOUND);
  const configFile = values.config ?? process.env.OTEL_VENDOR_ERRORS_CONFIG;
  if (configFile !== undefined) {
    const problem = await useConfigFile(configFile);
    if (problem !== undefined) return refuse(problem);
  }
  const answer = explain(await readQuestion(positionals));
  const text = values.json ? `${JSON.stringify(answer, undefined, 2)}\n` : print(answer);
  return write(text, answer.match === 'none' ? NO_MATCH : MATCH_FOUND);
}

// The reader may close the pipe before the end: `explain | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2));
