// @ts-check
import { createServer } from 'node:http';

/**
 * A server with failures that the simulator does not have: `/reset` breaks the connection, `/hang` never responds, and every
 * other path fails with an unknown code in the format of Chert.
 *
 * @returns {Promise<{ host: string, close: () => void }>}
 */
export async function startOddServer() {
  const server = createServer((request, response) => {
    if (request.url === '/reset') return request.socket.destroy();
    if (request.url === '/hang') return;
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => {
      response.end(JSON.stringify({ status: 'failed', code: 6001, message: 'Rejected by the new policy' }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The odd server has no address.');
  return {
    host: `127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
