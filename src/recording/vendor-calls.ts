import type { CallListener, CallObserver, OutgoingRequest } from '../clients/exchange.js';
import type { HostTable } from '../definition/hosts.js';
import type { StartedSpan } from '../spans/client-spans.js';
import { CallScope } from '../telemetry/call-scope.js';
import { describeCall } from '../telemetry/span.js';
import type { Recording } from './recording.js';
import { VendorCall } from './vendor-call.js';

/** Methods are nearly always upper-case already; a set lookup is cheaper than `toUpperCase()`. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A call to a vendor's host that is not the vendor's: nothing of it is recorded. */
const OTHER_CALL: CallObserver = { onHead: () => false, onFull() {}, onSpanEnd() {}, onEnd() {} };

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

  onRequest(request: OutgoingRequest, started: StartedSpan | undefined): CallObserver {
    const host = this.#hosts.find(request.origin);
    if (host === undefined) throw new Error(`${request.origin} is not watched`);
    const method = METHODS.has(request.method) ? request.method : request.method.toUpperCase();
    const path = pathOf(request);
    if (host.vendor.onlyRoutes && !host.routes.matches(path, method)) return OTHER_CALL;
    const template = host.routes.find(path, method);
    const attempt = resendCount(request);
    if (started) describeCall(started, { vendor: host.vendor.name, method, template, resendCount: attempt });
    const scope = new CallScope(started?.span);
    const call = new VendorCall(scope, { host, method, path, template, isRetry: attempt > 0 }, this.#recording);
    return {
      onHead: (head) => scope.run(() => call.onHead(head)),
      onFull: (end) => scope.run(() => call.onFull(end)),
      onSpanEnd: (end) => scope.run(() => call.onSpanEnd(end)),
      onEnd: (end) => scope.run(() => call.onEnd(end)),
    };
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
