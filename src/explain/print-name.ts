import { actors } from './actors.js';
import type { AlertResult, ClassResult, OtherCodeResult, TelemetryResult } from './answer.js';
import { firstStepOfUnknownCode } from './first-steps.js';
import { columns, fields } from './layout.js';
import { retries, retryText } from './print-guidance.js';

/** Longer lists of values are the vocabulary, which has its own command. */
const MAX_VALUES = 20;

/** A class of a vendor's codes. */
export function printClass({ vendor, nativeClass, retry, nativeCodes }: ClassResult): readonly string[] {
  const retryOfClass = {
    yes: 'helps',
    no: 'does not help, except on HTTP 429',
    depends: 'depends on the code; the HTTP status decides',
  }[retry];
  const rows = nativeCodes.map((row) => [row.nativeCode ?? '', row.code, row.retryable ? 'yes' : 'no']);
  return [
    `${vendor} ${nativeClass} (class of codes)`,
    '',
    ...fields([
      ['meaning', `A class of codes that ${vendor} documents. It applies to codes that the table does not have.`],
      ['retry', `${retryOfClass}; a code in the table has its own answer`],
    ]),
    ...(rows.length === 0 ? [] : ['', ...columns([['code', 'means', 'retry'], ...rows])]),
  ];
}

/** The value `_OTHER`. */
export function printOtherCode({ vendor }: OtherCodeResult): readonly string[] {
  return [
    `${vendor === undefined ? '' : `${vendor} `}_OTHER (native code on metrics)`,
    '',
    ...fields([
      [
        'meaning',
        `${vendor ?? 'The vendor'} sent a code that its table does not have. Metrics have _OTHER in its place, so that the number of series is bounded; spans and log events have the code.`,
      ],
      ['who acts', 'the developers, who add the code to the table'],
      ['first', firstStepOfUnknownCode],
      ['then', `explain ${vendor ?? '<vendor>'} <code>`],
      ['retry', 'depends on the class of the code and the HTTP status; the span has vendor_api.error.retryable'],
    ]),
  ];
}

/** An attribute, a metric or a log event. */
export function printTelemetry({ name, type, meaning, unit, values = [] }: TelemetryResult): readonly string[] {
  const listed = values.length > MAX_VALUES ? [] : values;
  return [
    `${name} (${type})`,
    '',
    ...fields([
      ['meaning', meaning],
      ...(unit === undefined ? [] : [['unit', unit] as const]),
      ...(values.length > listed.length
        ? [['values', `${values.length} codes; explain one by its name: explain ${values[0]?.value}`] as const]
        : []),
    ]),
    ...(listed.length === 0 ? [] : ['', ...fields(listed.map((each) => [each.value, each.meaning] as const))]),
  ];
}

/** The error that an alert is about. */
function errorFields({ error, vendor, nativeCode }: AlertResult) {
  if (error === undefined) return [['vendor', vendor]] as const;
  const name = [vendor, error.kind === 'category' ? undefined : nativeCode]
    .filter((part) => part !== undefined)
    .join(' ');
  const meant = error.kind === 'category' ? `${error.category} (category)` : `${error.code} (${error.category})`;
  const unknown =
    nativeCode === undefined || error.kind === 'native_code' ? '' : ' The table does not contain the code.';
  return [
    ['error', `${name === '' ? '' : `${name}: `}${meant}. ${error.meaning}${unknown}`],
    ['who acts', actors[error.actor]],
  ] as const;
}

/** An alert. */
export function printAlert(result: AlertResult): readonly string[] {
  const { error, checks, next } = result;
  const row = error?.kind === 'native_code' ? error : undefined;
  const retry = error?.kind === 'code' ? retries[error.retry] : row && retryText(row);
  return [
    `${result.name} (alert)`,
    '',
    ...fields([
      ['meaning', result.meaning],
      ['severity', result.severity],
      ['fires', result.delay && `when that lasts ${result.delay}`],
      ...errorFields(result),
      ['first', result.firstStep],
      ['to do', row?.remedy],
      ['retry', retry],
      ['support', row && `send ${row.support.join('; ')}`],
      ['document', row?.codePage ?? row?.documentation],
      ...checks.map((check, index) => [index === 0 ? 'check' : '', check] as const),
      ['resolves', result.resolves],
      ['run-book', result.runbook],
    ]),
    ...(next.length === 0 ? [] : ['', ...next.map((question) => `  explain ${question}`)]),
  ];
}
