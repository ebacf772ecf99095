import type { Answer, Result, UnknownCode } from './answer.js';
import { columns, fields, WIDTH, wrap } from './layout.js';
import { printResult, printRow } from './print-result.js';

/** Things of one kind, a line or two for each, under a heading. */
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

function printUnknownCode({ vendor, nativeCode, nativeClass, byStatus, otherVendors }: UnknownCode) {
  const text = [
    `The HTTP status then decides what it means${nativeClass === undefined ? '' : `, its class ${nativeClass} whether a retry helps, where it says so`}.`,
    'On metrics its vendor_api.error.native_code is _OTHER.',
    ...(otherVendors.length === 0 ? [] : [`Not to be confused with the code of ${otherVendors.join(', ')}.`]),
  ].join(' ');
  const rows = byStatus.map(({ status, code, retryable, retryBasis }) => [
    String(status),
    code,
    retryable ? 'yes' : 'no',
    retryBasis === 'http_status' ? 'HTTP status' : retryBasis,
  ]);
  return [
    [`${vendor} ${nativeCode}: unknown, no such code is in the table of ${vendor}`],
    wrap(text, WIDTH - 2).map((line) => `  ${line}`),
    columns([['HTTP', 'means', 'retry', 'basis'], ...rows]),
  ];
}

function printNothing({ query, near, unknownCode }: Answer): readonly (readonly string[])[] {
  const unknown = unknownCode === undefined ? [[`Nothing is known of "${query}".`]] : printUnknownCode(unknownCode);
  const all =
    unknownCode === undefined ? ['Everything:', '  explain'] : ['All its codes:', `  explain ${unknownCode.vendor}`];
  return [
    ...unknown,
    ...(near.length === 0 ? [] : [['Near:', ...near.map((question) => `  explain ${question}`)]]),
    all,
  ];
}

/** An answer for people, in lines of at most 80 characters. */
export function print(answer: Answer): string {
  const paragraphs = {
    exact: () => answer.results.map(printResult),
    search: () => printList(answer.results),
    overview: () => printList(answer.results),
    none: () => printNothing(answer),
  }[answer.match]();
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
