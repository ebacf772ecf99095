// @ts-check
import LinqAPIV3 from '@linqapp/sdk';
import { SIMULATE_ANSWER_HEADER } from 'opentelemetry-instrumentation-vendor-errors/testing';
import * as undici from 'undici7';

/**
 * The calls of the demo, made like an application makes them. Each returns what the application sees.
 *
 * @param {import('opentelemetry-instrumentation-vendor-errors/testing').VendorSimulator} simulator
 * @returns {{ title: string, run: () => Promise<string> }[]}
 */
export function demoCalls(simulator) {
  const linq = new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'demo' });
  const send = () =>
    linq.chats.create({
      from: '+12052535597',
      to: ['+12052532136'],
      message: { parts: [{ type: 'text', value: 'Hello' }] },
    });

  /** @param {string} url @param {object} body @param {string} [answer] */
  const post = async (url, body, answer) => {
    const headers = { authorization: 'Bearer demo', 'x-api-key': 'demo', 'content-type': 'application/json' };
    const response = await fetch(url, {
      method: 'POST',
      headers: answer ? { ...headers, [SIMULATE_ANSWER_HEADER]: answer } : headers,
      body: JSON.stringify(body),
    });
    await response.text();
    return `HTTP ${response.status}`;
  };

  return [
    { title: 'Linq SDK: chats.create', run: () => sdk(send) },
    {
      title: 'Linq SDK: rate limited, then fine',
      run: () => {
        simulator.linq.answerNext(1007);
        return sdk(send);
      },
    },
    {
      title: 'Linq SDK: update of a direct chat',
      run: () => {
        simulator.linq.answerNext(1006, 1006, 1006);
        return sdk(() => linq.chats.update('3f8b1f5e-7c2a-4d7e-9a43-0c7a1d1f0b55', { display_name: 'Team' }));
      },
    },
    {
      title: 'Linq SDK: recipient not allowed',
      run: () => {
        simulator.linq.answerNext(2008);
        return sdk(send);
      },
    },
    {
      title: 'fetch: messages.dev, quota used up',
      run: () => post(`${simulator.messagesDev.url}/v1/messages`, { to: '+12052532136' }, 'sandbox_quota_exceeded'),
    },
    {
      title: 'undici: Trackly, bad number',
      run: async () => {
        const { statusCode, body } = await undici.request(`${simulator.trackly.url}/api/v2/send`, {
          method: 'POST',
          headers: { 'x-api-key': 'demo', [SIMULATE_ANSWER_HEADER]: 'invalid_phone' },
          body: '{"to":"5551234"}',
        });
        await body.text();
        return `HTTP ${statusCode}`;
      },
    },
    {
      title: 'fetch: Twilio, recipient opted out',
      run: () =>
        post(`${simulator.twilio.url}/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`, { Body: 'Hi' }, '21610'),
    },
    {
      title: 'fetch: WhatsApp, outside the window',
      run: () => post(`${simulator.whatsapp.url}/v23.0/106540352242922/messages`, { type: 'text' }, '131047'),
    },
    {
      title: 'fetch: Trackly bulk, two of three fail',
      run: () => post(`${simulator.trackly.url}/api/v2/send/bulk`, { messages: [] }, 'bulk_partial'),
    },
    {
      title: 'fetch: Chert, failed with HTTP 200',
      run: () => post(`${simulator.chert.url}/api/v1/send`, { phone: '+12052532136' }, 'send_failed'),
    },
    {
      title: 'fetch: Chert, not retryable 500',
      run: () => post(`${simulator.chert.url}/api/v1/chats`, { to: ['+12052532136'] }, '3003'),
    },
    {
      title: "fetch: Chert, a proxy's HTML page",
      run: () => post(`${simulator.chert.url}/api/v1/chats`, { to: ['+12052532136'] }, 'html_502'),
    },
  ];
}

/**
 * What the application sees of an SDK call.
 *
 * @param {() => Promise<unknown>} call
 */
async function sdk(call) {
  try {
    await call();
    return 'ok';
  } catch (error) {
    return error instanceof LinqAPIV3.APIError ? `${error.constructor.name} ${error.status}` : String(error);
  }
}
