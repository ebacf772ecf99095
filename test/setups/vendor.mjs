import { createServer } from 'node:http';

const ERROR = JSON.stringify({ success: false, error: { status: 429, code: 1007, message: 'Slow down' } });

/** An HTTP server on 127.0.0.1 that answers as Linq does and keeps the headers of each call by the last part of its path. */
async function startServer() {
  const requests = [];
  const server = createServer((request, response) => {
    const call = request.url.slice(request.url.lastIndexOf('/') + 1);
    requests.push({ call, headers: request.rawHeaders });
    request.resume();
    const isSuccess = call.endsWith('-success');
    response.writeHead(isSuccess ? 200 : 429, { 'content-type': 'application/json', 'x-trace-id': `trace-${call}` });
    response.end(isSuccess ? '{"success":true}' : ERROR);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The vendor, and another host that answers with the very same bytes: of these nothing may be read. */
export async function startVendor() {
  const [vendor, other] = await Promise.all([startServer(), startServer()]);
  return {
    env: { VENDOR_PORT: String(vendor.port), OTHER_PORT: String(other.port) },
    /** The values of each header `traceparent` that the calls had. */
    traceparents() {
      const found = {};
      for (const { call, headers } of [...vendor.requests, ...other.requests]) {
        found[call] ??= [];
        for (let index = 0; index < headers.length; index += 2) {
          if (headers[index].toLowerCase() === 'traceparent') found[call].push(headers[index + 1]);
        }
      }
      return found;
    },
    close() {
      vendor.close();
      other.close();
    },
  };
}
