import type { CallListener, CallObserver, OutgoingRequest } from '../clients/exchange.js';
import type { HostTable } from '../definition/hosts.js';
import type { StartedSpan } from '../spans/client-spans.js';
import { CallScope } from '../telemetry/call-scope.js';
import { describeCall } from '../telemetry/span.js';
import type { Recording } from './recording.js';
import { VendorCall } from './vendor-call.js';
import { readRequest } from './vendor-request.js';

/** A call to a vendor's host that does not belong to the vendor. Nothing of it is recorded. */
const OTHER_CALL: CallObserver = { onHead: () => false, onFull() {}, onSpanEnd() {}, onEnd() {} };

/** Follows the calls to the hosts of the configured vendors, from the client's events to telemetry. */
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
    const vendorRequest = readRequest(host, request);
    if (vendorRequest === undefined) return OTHER_CALL;
    if (started) describeCall(started, host.vendor.name, vendorRequest);
    return new VendorCall(new CallScope(started?.span), vendorRequest, this.#recording);
  }
}
