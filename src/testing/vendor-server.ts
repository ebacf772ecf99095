import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Call, json, type Success, type VendorSamples } from '../samples/samples.js';
import { networkFailures } from './network-failures.js';

/**
 * The request header with the name of a response. It has priority over the queue and leaves the queue unchanged.
 *
 * @example
 * ```ts
 * await fetch(`${simulator.chert.url}/api/v1/send`, { method: 'POST', headers: { [SIMULATE_ANSWER_HEADER]: '1007' } });
 * ```
 */
export const SIMULATE_ANSWER_HEADER = 'x-simulate-answer';

/** The name of the successful response, so that a queue can let a request succeed between two failures. */
export const SUCCESS = 'success';

/** A call that the vendor accepted, with its response. */
export interface AcceptedCall extends Call {
  readonly method: string;
  readonly body: string;
}

/** The HTTP server of one simulated vendor. */
export class VendorServer {
  readonly answers: readonly string[];
  readonly #samples: VendorSamples;
  readonly #routes: readonly { readonly pattern: RegExp; readonly success: Success }[];
  readonly #queue: string[] = [];
  readonly #server: Server;
  readonly #onAccepted: ((call: AcceptedCall) => void) | undefined;
  #port = 0;

  constructor(samples: VendorSamples, onAccepted?: (call: AcceptedCall) => void) {
    this.#samples = samples;
    this.#onAccepted = onAccepted;
    this.answers = [...new Set([SUCCESS, ...samples.answers.keys(), ...networkFailures.keys()])];
    this.#routes = Object.entries(samples.routes).map(([route, success]) => ({
      pattern: new RegExp(`^${route.replace('**', '.+').replaceAll('*', '([^/]+)')}$`),
      success,
    }));
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes kept-alive connections, because they would keep the server open. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  answerNext(...answers: (string | number)[]): void {
    const names = answers.map(String);
    const unknown = names.find((name) => !this.answers.includes(name));
    if (unknown !== undefined) throw new Error(this.#unknownAnswer(unknown));
    this.#queue.push(...names);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      // Choose before the body arrives, so that the queue follows the order of the requests.
      const call = { path: pathOf(request), traceId: this.#samples.newTraceId() };
      const asked = request.headers[SIMULATE_ANSWER_HEADER]?.toString() ?? this.#queue.shift() ?? SUCCESS;
      const fail = networkFailures.get(asked);
      const answer = fail === undefined ? this.#answer(asked, request, call) : undefined;
      // Read the body, because an unread body can break the connection of a client that is still sending.
      for await (const _ of request);
      if (answer === undefined) {
        fail?.(response, () => this.#answer(SUCCESS, request, call));
        return;
      }
      response.statusCode = answer.status;
      for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
      response.end(answer.body);
      if (answer.status < 300) this.#onAccepted?.({ ...call, method: request.method ?? '', body: answer.body });
    } catch {
      // The client has disconnected. Ignore it, so that the test's process does not crash.
      response.destroy();
    }
  }

  #answer(asked: string, request: IncomingMessage, call: Call): Answer {
    const named = (name: string) =>
      this.#samples.answers.get(name)?.(call) ?? json(400, { simulator: this.#unknownAnswer(name) });

    if (asked !== SUCCESS) return named(asked);
    if (!this.#samples.hasCredentials(request.headers)) return named(this.#samples.missingCredentials);
    for (const { pattern, success } of this.#routes) {
      const match = pattern.exec(`${request.method} ${call.path}`);
      if (match === null) continue;
      const headers = this.#samples.headers(call);
      if (success.body === undefined) return { status: success.status, headers, body: '' };
      return json(success.status, success.body(call, ...match.slice(1)), headers);
    }
    return named(this.#samples.unknownPath);
  }

  #unknownAnswer(name: string): string {
    return `The simulated ${this.#samples.name} has no answer '${name}'. It has: ${this.answers.join(', ')}.`;
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}
