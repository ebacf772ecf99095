import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The data that a response may depend on. */
export interface Call {
  /** Without the query. */
  readonly path: string;
  /** Generated for this call, like at the vendor. */
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

/** A vendor's successful response on one of its routes. Without a body, it is a bare status. */
export interface Success {
  readonly status: number;
  /** `ids` are the segments that matched the stars of the route. */
  readonly body?: (call: Call, ...ids: readonly string[]) => object;
}

/** The simulation of one vendor. */
export interface VendorSamples {
  readonly name: string;
  readonly newTraceId: () => string;
  readonly hasCredentials: (headers: IncomingHttpHeaders) => boolean;
  /** The name of the response to a call without credentials. */
  readonly missingCredentials: string;
  /** The name of the response on an unknown path. */
  readonly unknownPath: string;
  readonly headers: HeaderMaker;
  /** The failures that can be requested, by name. */
  readonly answers: ReadonlyMap<string, AnswerMaker>;
  /** By method and path; `*` matches one segment, a final `**` one or more. */
  readonly routes: Readonly<Record<string, Success>>;
}

/** The fields of each row of a vendor's table of errors. */
export interface ErrorRow {
  readonly status: number;
  /** Further statuses of the code, if the documentation lists several; requested as `<code>_<status>`. */
  readonly otherStatuses?: readonly number[];
  readonly message: string;
}

/** `digits` random hexadecimal digits; an even number of them. */
export function hex(digits: number): string {
  return randomBytes(digits / 2).toString('hex');
}

/** A JSON response. A body that is a string is sent unchanged. */
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

/** The responses of a table of errors, by code. */
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

/** Failures that any HTTP API can have, without an envelope. */
export function commonAnswers(headers: HeaderMaker): Record<string, AnswerMaker> {
  return {
    // The page of a proxy in front of the vendor, without the vendor's headers.
    html_502: () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE }),
    empty_500: (call) => ({ status: 500, headers: headers(call), body: '' }),
  };
}
