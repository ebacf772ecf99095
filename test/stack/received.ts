import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Span } from '../../examples/observability/console/spans.mjs';
import type { Alert } from '../../examples/observability/stack/alert-log.mjs';

/** What the servers of the stack have sent so far. */
export interface Received {
  readonly alerts: Alert[];
  readonly spans: Span[];
}

/** Serves what was received: the servers run in another process than the tests. */
export async function serveReceived(received: Received): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => response.end(JSON.stringify(received)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
