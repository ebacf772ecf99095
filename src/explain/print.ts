import type { Answer, Result, UnknownCode } from './answer.js';
import { columns, fields, listed, WIDTH, wrap } from './layout.js';
import { printResult, printRow } from './print-result.js';
import { withoutControls } from './safe-text.js';

const MAX_QUERY = 60;

/** Results of one kind under a heading, with one or two lines each. */
function section(heading: string, lines: readonly string[]): readonly (readonly string[])[] {
  return lines.length === 0 ? [] : [[heading, ...lines]];
}

function nameAndText(result: Result, kind: Result['kind']): readonly (readonly [string, string])[] {
  if (result.kind !== kind) return [];
  switch (result.kind) {
    case 'vendor':
      return [[result.vendor, result.hosts.join(', ')]];
    case 'category':
      return [[result.category, result.meaning]];
    case 'code':
      return [[result.code, result.meaning]];
    default:
      return [];
  }
}

function printList(results: readonly Result[]): readonly (readonly string[])[] {
  const listed = (kind: Result['kind']) => fields(results.flatMap((result) => nameAndText(result, kind)));
  return [
    ...section('Vendors', listed('vendor')),
    ...section('Categories', listed('category')),
    ...section('Normalized codes', listed('code')),
    ...section(
      "Vendors' codes",
      results.flatMap((result) => (result.kind === 'native_code' ? printRow(result) : [])),
    ),
  ];
}

/** The text about an unknown code, and a table of its meaning for each HTTP status. */
function printUnknownCode({ vendor, nativeCode, nativeClass, byStatus, otherVendors }: UnknownCode) {
  const text = [
    'The HTTP status determines its meaning.',
    ...(nativeClass === undefined
      ? []
      : [`Its class ${nativeClass} determines whether a retry helps, if the vendor documents that.`]),
    'On metrics its vendor_api.error.native_code is _OTHER.',
    ...(otherVendors.length === 0 ? [] : [`Do not confuse it with the code of ${listed(otherVendors)}.`]),
  ].join(' ');
  const rows = byStatus.map(({ status, code, retryable, retryBasis }) => [
    String(status),
    code,
    retryable ? 'yes' : 'no',
    retryBasis === 'http_status' ? 'HTTP status' : retryBasis,
  ]);
  return {
    text: [
      [`${vendor} ${nativeCode}: not in the table of ${vendor}`],
      wrap(text, WIDTH - 2).map((line) => `  ${line}`),
    ],
    table: columns([['HTTP', 'means', 'retry', 'based on'], ...rows]),
  };
}

const asCommands = (questions: readonly string[]) => questions.map((question) => `  explain ${question}`);

function printNothing({ query, near, unknownCodes }: Answer): readonly (readonly string[])[] {
  const shown = query.length > MAX_QUERY ? `${query.slice(0, MAX_QUERY - 1)}…` : query;
  const didYouMean = section('Did you mean:', asCommands(near));
  if (unknownCodes.length === 0)
    return [
      wrap(shown === '' ? 'No match.' : `No match for "${shown}".`, WIDTH),
      ...didYouMean,
      ['What can be asked:', '  explain --help'],
    ];
  const unknown = unknownCodes.map(printUnknownCode);
  const vendors = [...new Set(unknownCodes.map(({ vendor }) => vendor))];
  return [
    ...unknown.flatMap(({ text }) => text),
    // Suggestions come before the table, because a typo is more likely than an unknown code.
    ...didYouMean,
    ...unknown.map(({ table }) => table),
    ['All its codes:', ...asCommands(vendors)],
  ];
}

/** More results would scroll the first ones off the screen. */
const MAX_IN_FULL = 5;

function printExact({ results, unknownCodes }: Answer): readonly (readonly string[])[] {
  const more = results.slice(MAX_IN_FULL).map((result) => `  ${printResult(result)[0]}`);
  return [
    ...results.slice(0, MAX_IN_FULL).map(printResult),
    ...section(`${more.length} more:`, more),
    ...unknownCodes.map(printUnknownCode).flatMap(({ text, table }) => [...text, table]),
  ];
}

function printParagraphs(answer: Answer): readonly (readonly string[])[] {
  switch (answer.match) {
    case 'exact':
      return printExact(answer);
    case 'search':
    case 'overview':
      return printList(answer.results);
    case 'none':
      return printNothing(answer);
  }
}

/** The answer as text, in lines of at most 80 characters. */
export function print(answer: Answer): string {
  const notes = answer.notes.map((note) => wrap(note, WIDTH));
  const lines = [...notes, ...printParagraphs(answer)].map((paragraph) => paragraph.map(withoutControls).join('\n'));
  return `${lines.join('\n\n')}\n`;
}
