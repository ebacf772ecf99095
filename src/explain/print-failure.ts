import type { RetryBasis } from '../normalize/vendor-error.js';
import type { AbortedResult, ErrorResult, NetworkResult, StatusResult, SuccessStatusResult } from './answer.js';
import { columns, fields, listed } from './layout.js';
import { guidance, retries, retryText } from './print-guidance.js';

const bases: Readonly<Record<RetryBasis, string>> = {
  vendor: 'the response itself',
  code: "the vendor's table",
  class: 'the class of the code',
  http_status: 'the HTTP status',
  network: 'the failure of the network',
};

function nameOf({ vendor, nativeCode, isKnown, status, message }: ErrorResult): string {
  if (nativeCode === undefined) return isKnown ? `${vendor} "${message}" (no code)` : `${vendor} HTTP ${status}`;
  return isKnown ? `${vendor} ${nativeCode}` : `${vendor} ${nativeCode}, HTTP ${status}`;
}

/** An error that a pasted response contains. */
export function printError(result: ErrorResult): readonly string[] {
  const { vendor, nativeCode, isKnown, retryable, retryAfter, retryBasis } = result;
  const wait = retryAfter === undefined ? '' : `; wait ${retryAfter} seconds`;
  const unknown =
    isKnown || nativeCode === undefined
      ? undefined
      : `${nativeCode} is not in the table of ${vendor}; the HTTP status decides`;
  return [
    `${nameOf(result)}: ${result.code} (${result.category})`,
    '',
    ...fields([
      ['code', unknown],
      ...guidance(result),
      ['to do', result.remedy],
      ['retry', `${retries[retryable ? 'yes' : 'no']}${wait} (according to ${bases[retryBasis]})`],
      ['message', nativeCode === undefined && isKnown ? undefined : result.message],
      ['parameter', result.param],
      ['trace id', result.traceId],
      ['support', `send ${result.support.join('; ')}`],
      ['document', result.docUrl ?? result.documentation],
    ]),
  ];
}

/** An HTTP status without a known code. */
export function printStatus(result: StatusResult): readonly string[] {
  const { vendor, nativeCodes, status } = result;
  const rows = nativeCodes.map((row) => [row.nativeCode ?? `"${row.text}"`, row.retryable ? 'yes' : 'no']);
  return [
    `${vendor === undefined ? '' : `${vendor} `}HTTP ${status} without a known code: ${result.code} (${result.category})`,
    '',
    ...fields([...guidance(result), ['retry', retryText({ retryable: result.retryable })]]),
    ...(rows.length === 0
      ? []
      : [
          '',
          `  If the body has a code, ${vendor} sends these for ${result.code}:`,
          ...columns(rows.map(([code = '', retry = '']) => [code, `retry ${retry}`])),
        ]),
  ];
}

/** An HTTP status that is not an error. */
export function printSuccessStatus({ status, vendors }: SuccessStatusResult): readonly string[] {
  const failures =
    vendors.length === 0
      ? 'Nothing failed.'
      : `A failure can still be in the body: ${listed(vendors)} report some with a 2xx status. Paste the body to have it explained.`;
  return [`HTTP ${status}: not an error`, '', ...fields([['meaning', failures]])];
}

/** A call without a response. */
export function printNetwork(result: NetworkResult): readonly string[] {
  const { seen, vendor, code, category } = result;
  const title = `${vendor === undefined ? '' : `${vendor} `}${seen}`;
  const cause =
    code === undefined
      ? `"${seen}" does not contain the reason. Look for the code of its cause: error.cause.code, such as ECONNRESET or ENOTFOUND.`
      : undefined;
  return [
    code === undefined ? `${title}: network (category)` : `${title}: ${code} (${category})`,
    '',
    ...fields([
      ['cause', cause],
      ...guidance(result),
      ['retry', code === undefined ? 'helps, unless the cause is a certificate (TLS)' : retries[result.retry]],
      [
        'support',
        vendor === undefined
          ? undefined
          : 'there is no trace id, because there was no response; send the time and the endpoint',
      ],
    ]),
  ];
}

/** A call that the application ended itself. */
export function printAborted({ seen }: AbortedResult): readonly string[] {
  return [
    `${seen}: the application ended the call`,
    '',
    ...fields([
      [
        'meaning',
        "Not an error of the vendor: the application aborted the call, or the timeout of the vendor's SDK did.",
      ],
      [
        'first',
        "Compare the duration of the span with the client's timeout. If they are equal, the vendor was too slow.",
      ],
    ]),
  ];
}
