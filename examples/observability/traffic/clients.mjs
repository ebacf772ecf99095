// @ts-check
import LinqAPIV3 from '@linqapp/sdk';
import { SIMULATE_ANSWER_HEADER } from 'opentelemetry-instrumentation-vendor-errors/testing';

/** How long the application waits for a vendor, in milliseconds. */
const TIMEOUT_MS = 1000;

/** Ends a call by an abort without a reason, like SDKs and applications. */
function deadline() {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), TIMEOUT_MS).unref();
  return controller.signal;
}

/**
 * Makes calls like applications: to Linq through its SDK, which retries, and to the others with fetch.
 *
 * @param {import('opentelemetry-instrumentation-vendor-errors/testing').VendorSimulator} simulator
 * @param {string} oddHost
 * @returns {(kind: import('./mix.mjs').Kind) => Promise<void>} never rejects, because the traffic includes failures
 */
export function callWith(simulator, oddHost) {
  const linq = new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'demo' });
  const origins = {
    linq: simulator.linq.url,
    messagesDev: simulator.messagesDev.url,
    trackly: simulator.trackly.url,
    chert: simulator.chert.url,
    oddChert: `http://${oddHost}`,
  };

  return async ({ client, path, answer }) => {
    try {
      if (client === 'linqSdk') {
        const parts = [{ type: /** @type {const} */ ('text'), value: 'Hello' }];
        const message = { from: '+12052535597', to: ['+12052532136'], message: { parts } };
        await linq.chats.create(message, { headers: { [SIMULATE_ANSWER_HEADER]: answer } });
      } else {
        const headers = { authorization: 'Bearer demo', 'x-api-key': 'demo', 'content-type': 'application/json' };
        const response = await fetch(origins[client] + path, {
          method: 'POST',
          headers: { ...headers, [SIMULATE_ANSWER_HEADER]: answer },
          body: '{}',
          signal: deadline(),
        });
        await response.text();
      }
    } catch {
      // The telemetry has it.
    }
  };
}
