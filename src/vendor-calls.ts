import type { Span } from '@opentelemetry/api';
import type { CallListener, CallObserver, OutgoingRequest } from './clients/exchange.js';
import type { Recording } from './recording.js';
import { describeCall } from './telemetry/span.js';
import { VendorCall } from './vendor-call.js';
import type { HostTable } from './vendors/hosts.js';

/** As nearly all clients have them; a call of `toUpperCase` takes longer than a look-up. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Follows the calls to the hosts of the configured vendors: from the client's events to telemetry. */
export class VendorCalls implements CallListener {
  readonly #hosts: HostTable;
  readonly #recording: Recording;

  constructor(hosts: HostTable, recording: Recording) {
    this.#hosts = hosts;
    this.#recording = recording;
  }

  watches(origin: string): boolean {
    return this.#hosts.find(origin) !== undefined;
  }

  onRequest(span: Span, request: OutgoingRequest): CallObserver | undefined {
    const host = this.#hosts.find(request.origin);
    if (host === undefined) return undefined;
    const method = METHODS.has(request.method) ? request.method : request.method.toUpperCase();
    const path = pathOf(request);
    const template = host.routes.find(path);
    const attempt = resendCount(request);
    describeCall(span, { vendor: host.vendor.name, method, template, resendCount: attempt });
    return new VendorCall(span, { host, method, path, template, isRetry: attempt > 0 }, this.#recording);
  }
}

/** The path without the query; some proxies and clients put the whole URL there. */
function pathOf({ target }: OutgoingRequest): string {
  const path = target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return before('?', before('#', path)) || '/';
}

function before(sign: string, text: string): string {
  const index = text.indexOf(sign);
  return index < 0 ? text : text.slice(0, index);
}

/** Which attempt this is, where the client says so: SDKs that Stainless generates do, Linq's among them. */
function resendCount({ headers }: OutgoingRequest): number {
  const text = headers('x-stainless-retry-count')[0];
  if (text === undefined) return 0;
  const count = Number(text);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
