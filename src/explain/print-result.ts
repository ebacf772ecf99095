import { type Actor, actors } from './actors.js';
import type {
  CategoryResult,
  CodeResult,
  NativeCode,
  NativeCodeResult,
  Result,
  Retry,
  StatusResult,
  VendorResult,
} from './answer.js';
import { columns, fields, WIDTH, wrap } from './layout.js';

const retries: Readonly<Record<Retry, string>> = {
  yes: 'helps: the same request, sent again, may succeed',
  no: 'does not help: the same request fails again',
  depends: 'depends on the code or status, see below',
};

function retryText({ retryable, retryAfter, renews }: Pick<NativeCode, 'retryable' | 'retryAfter' | 'renews'>): string {
  const text = retries[retryable ? 'yes' : 'no'];
  if (renews !== undefined) return `${text}; wait until ${renews}, unless the response contains a wait`;
  return retryAfter === undefined ? text : `${text}; wait ${retryAfter} seconds, unless the response contains a wait`;
}

function nameOf({ vendor, nativeCode, text }: NativeCode): string {
  return nativeCode === undefined ? `${vendor} "${text}" (no code)` : `${vendor} ${nativeCode}`;
}

function guidance(result: { readonly meaning: string; readonly actor: Actor; readonly firstStep: string }) {
  return [
    ['meaning', result.meaning],
    ['who acts', actors[result.actor]],
    ['first', result.firstStep],
  ] as const;
}

function printRowUnder(heading: string, row: NativeCode): readonly string[] {
  const [first, ...others] = wrap(`${heading}, retry ${row.retryable ? 'yes' : 'no'}`, WIDTH - 2);
  return [`  ${first}`, ...[...others, ...wrap(row.remedy, WIDTH - 6)].map((line) => `      ${line}`)];
}

/** A row of a vendor's table, in a list. */
export function printRow(row: NativeCode): readonly string[] {
  return printRowUnder(`${nameOf(row)}: ${row.code}`, row);
}

function printNativeCode(result: NativeCodeResult): readonly string[] {
  return [
    `${nameOf(result)}: ${result.code} (${result.category})`,
    '',
    ...fields([
      ...guidance(result),
      ['to do', result.remedy],
      ['retry', retryText(result)],
      ['support', `send ${result.support.join('; ')}`],
      ['document', result.documentation ?? 'none'],
    ]),
  ];
}

function printVendor(result: VendorResult): readonly string[] {
  const rows = result.nativeCodes.map((row) => [
    row.nativeCode ?? `"${row.text}"`,
    row.code,
    row.retryable ? 'yes' : 'no',
  ]);
  return [
    `${result.vendor} (vendor)`,
    '',
    ...fields([
      ['hosts', result.hosts.join(', ')],
      ['trace id', result.traceId.length > 0 ? result.traceId.join(', else ') : 'none: responses have no id'],
      ['support', `send ${result.support.join('; ')}`],
      ['document', result.documentation ?? 'none'],
    ]),
    '',
    ...columns([['code', 'means', 'retry'], ...rows]),
  ];
}

function printCategory(result: CategoryResult): readonly string[] {
  return [
    `${result.category} (category)`,
    '',
    ...fields(guidance(result)),
    '',
    ...fields(result.codes.map(({ code, meaning }) => [code, meaning])),
  ];
}

function printCode(result: CodeResult): readonly string[] {
  const statuses = result.statuses.map(
    ({ statuses, retryable }) => `  HTTP ${statuses} without a known code, retry ${retryable ? 'yes' : 'no'}`,
  );
  const sources = [...result.nativeCodes.flatMap((row) => printRowUnder(nameOf(row), row)), ...statuses];
  return [
    `${result.code} (${result.category})`,
    '',
    ...fields([...guidance(result), ['retry', retries[result.retry]]]),
    ...(sources.length > 0 ? ['', ...sources] : []),
  ];
}

function printStatus(result: StatusResult): readonly string[] {
  return [
    `HTTP ${result.status} without a known code: ${result.code} (${result.category})`,
    '',
    ...fields([...guidance(result), ['retry', retryText({ retryable: result.retryable })]]),
  ];
}

/** All that is known of one thing, in lines of at most 80 characters. */
export function printResult(result: Result): readonly string[] {
  switch (result.kind) {
    case 'vendor':
      return printVendor(result);
    case 'category':
      return printCategory(result);
    case 'code':
      return printCode(result);
    case 'native_code':
      return printNativeCode(result);
    case 'http_status':
      return printStatus(result);
  }
}
