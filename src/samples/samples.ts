import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What an answer may depend on. */
export interface Call {
  /** Without the query. */
  readonly path: string;
  /** Made for this call, as the vendor would. */
  readonly traceId: string;
}

/** One HTTP response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent byte for byte. */
  readonly body: string;
}

export type AnswerMaker = (call: Call) => Answer;

/** The headers that a vendor puts on every response to a call, whatever the outcome. */
export type HeaderMaker = (call: Call) => Readonly<Record<string, string>>;

/** A vendor's ordinary answer on one of its routes; one without a body is a bare status. */
export interface Success {
  readonly status: number;
  /** `ids` are the segments that stood for the stars of the route. */
  readonly body?: (call: Call, ...ids: readonly string[]) => object;
}

/** Everything that is simulated of one vendor. */
export interface VendorSamples {
  readonly name: string;
  readonly newTraceId: () => string;
  readonly hasCredentials: (headers: IncomingHttpHeaders) => boolean;
  /** The name of the answer to a call without credentials. */
  readonly missingCredentials: string;
  /** The name of the answer on a path that the vendor does not have. */
  readonly unknownPath: string;
  readonly headers: HeaderMaker;
  /** The failures that can be asked for, by name. */
  readonly answers: ReadonlyMap<string, AnswerMaker>;
  /** By method and path; `*` stands for one segment, a last `**` for one or more. */
  readonly routes: Readonly<Record<string, Success>>;
}

/** What every row of a vendor's table of errors has. */
export interface ErrorRow {
  readonly status: number;
  /** Where the document gives a code more than one status: the others, asked for as `<code>_<status>`. */
  readonly otherStatuses?: readonly number[];
  readonly message: string;
}

/** `digits` random hexadecimal digits; an even number of them. */
export function hex(digits: number): string {
  return randomBytes(digits / 2).toString('hex');
}

/** A JSON answer; a body that is text already goes out as it is. */
export function json(status: number, body: object | string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export function isBearer(authorization: string | undefined): boolean {
  return /^Bearer +\S/i.test(authorization ?? '');
}

/** The answers of a table of errors, by code. */
export function answersByCode<Row extends ErrorRow>(
  rows: Readonly<Record<string, Row>>,
  envelope: (code: string, row: Row, call: Call) => Answer,
): Record<string, AnswerMaker> {
  const answers: Record<string, AnswerMaker> = {};
  for (const [code, row] of Object.entries(rows)) {
    answers[code] = (call) => envelope(code, row, call);
    for (const status of row.otherStatuses ?? []) {
      answers[`${code}_${status}`] = (call) => envelope(code, { ...row, status }, call);
    }
  }
  return answers;
}

const PROXY_PAGE = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
`;

/** Failures that any HTTP API can have and that no envelope describes. */
export function commonAnswers(headers: HeaderMaker): Record<string, AnswerMaker> {
  return {
    // The page of a proxy in front of the vendor, which knows nothing of the vendor's headers.
    html_502: () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE }),
    empty_500: (call) => ({ status: 500, headers: headers(call), body: '' }),
  };
}
