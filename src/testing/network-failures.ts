import type { ServerResponse } from 'node:http';
import type { Answer } from '../samples/samples.js';

/** Fails a call on the network. `ordinary` is the response without the failure. */
type NetworkFailure = (response: ServerResponse, ordinary: () => Answer) => void;

/** The network failures of every simulated vendor, by name. */
export const networkFailures: ReadonlyMap<string, NetworkFailure> = new Map<string, NetworkFailure>([
  ['network_reset', ({ socket }) => socket?.resetAndDestroy()],
  // The client's timeout, or the close of the simulator, ends the call.
  ['network_hang', () => {}],
  ['network_cut_body', cutBody],
]);

function cutBody(response: ServerResponse, ordinary: () => Answer): void {
  const { status, headers, body } = ordinary();
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.byteLength + 1 });
  response.write(bytes.subarray(0, bytes.byteLength / 2), () => response.destroy());
}
