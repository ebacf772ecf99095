// @ts-check
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import LinqAPIV3 from '@linqapp/sdk';
import { startTelemetry, WEBHOOK_PATH } from './telemetry.mjs';

/**
 * A service that sends messages with Linq's SDK and receives Linq's webhooks.
 *
 * @param {object} options
 * @param {string} options.linqHost
 * @param {string} options.secret - What Linq signs its webhooks with.
 * @param {boolean | import('opentelemetry-instrumentation-vendor-errors').WebhooksConfig} options.webhooks
 */
export async function startApplication({ linqHost, secret, webhooks }) {
  const telemetry = startTelemetry(linqHost, webhooks);
  const client = new LinqAPIV3({ baseURL: `http://${linqHost}/api/partner`, apiKey: 'example' });
  /** @type {import('opentelemetry-instrumentation-vendor-errors').WebhookRecord[]} */
  const records = [];

  // Require the module after the start of `HttpInstrumentation`, which patches it at that time.
  const { createServer } = /** @type {typeof import('node:http')} */ (createRequire(import.meta.url)('node:http'));
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = /** @type {Record<string, string>} */ (request.headers);
    try {
      const event = client.webhooks.unwrap(body, { headers, key: secret });
      // Record before the response, because the link to the call is set on the span of this request.
      records.push(await telemetry.vendorErrors.recordWebhook('linq', event));
      response.statusCode = 204;
    } catch {
      response.statusCode = 401;
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    webhookUrl: `http://127.0.0.1:${address.port}${WEBHOOK_PATH}`,
    telemetry,
    records,
    send: () =>
      client.chats.create({
        from: '+12052535597',
        to: ['+12052532136'],
        message: { parts: [{ type: 'text', value: 'Your code is 1234' }] },
      }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await telemetry.stop();
    },
  };
}
