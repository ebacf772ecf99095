import type { CategoryResult, CodeResult, NativeCode, NativeCodeResult, Result, VendorResult } from './answer.js';
import { columns, fields, WIDTH, wrap } from './layout.js';
import { printAborted, printError, printNetwork, printStatus, printSuccessStatus } from './print-failure.js';
import { guidance, retries, retryText } from './print-guidance.js';
import { printAlert, printClass, printOtherCode, printTelemetry } from './print-name.js';

function nameOf({ vendor, nativeCode, text }: NativeCode): string {
  return nativeCode === undefined ? `${vendor} "${text}" (no code)` : `${vendor} ${nativeCode}`;
}

function printRowUnder(heading: string, row: NativeCode): readonly string[] {
  const [first, ...others] = wrap(`${heading}, retry ${row.retryable ? 'yes' : 'no'}`, WIDTH - 2);
  return [
    `  ${first}`,
    ...[...others, ...(row.remedy === undefined ? [] : wrap(row.remedy, WIDTH - 6))].map((line) => `      ${line}`),
  ];
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
      ['document', result.codePage ?? result.documentation ?? 'none'],
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

/** All details of one result, in lines of at most 80 characters. The first line is its name. */
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
    case 'class':
      return printClass(result);
    case 'http_status':
      return printStatus(result);
    case 'success_status':
      return printSuccessStatus(result);
    case 'error':
      return printError(result);
    case 'network':
      return printNetwork(result);
    case 'aborted':
      return printAborted(result);
    case 'other_code':
      return printOtherCode(result);
    case 'telemetry':
      return printTelemetry(result);
    case 'alert':
      return printAlert(result);
  }
}
