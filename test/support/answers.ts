import { startServer, type TestServer } from './server.js';

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** A string unchanged, anything else as JSON. */
  readonly body?: unknown;
}

/** A server with one response per path, in JSON unless the response sets another type. */
export function startAnswers(answers: Readonly<Record<string, Answer>>): Promise<TestServer> {
  return startServer((request, response) => {
    const path = request.url ?? '';
    if (!Object.hasOwn(answers, path)) throw new Error(`no answer for ${path}`);
    const { status = 200, headers, body = '' } = answers[path] ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** Calls with the `fetch` of Node.js, and reads the response to its end. */
export async function call(url: string, init?: RequestInit): Promise<{ status: number; text: string }> {
  const response = await fetch(url, init);
  return { status: response.status, text: await response.text() };
}

/** An error of Linq with all fields of its responses. */
export const LINQ_LIMITED = {
  status: 429,
  headers: { 'x-trace-id': 'linq-trace-1', 'retry-after': '7' },
  body: { success: false, error: { status: 429, code: 1007, message: 'Too many messages' }, trace_id: 'not this one' },
} as const satisfies Answer;

/** A success of Linq, whose trace id is in a header. */
export const LINQ_SUCCESS = {
  status: 200,
  headers: { 'x-trace-id': 'linq-trace-2' },
  body: { id: 'message-1' },
} as const satisfies Answer;
