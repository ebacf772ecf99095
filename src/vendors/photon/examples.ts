import { EVENT_ID, MESSAGE, TRACE_ID, type VendorExamples } from '../../samples/examples.js';

export const examples: VendorExamples = {
  errorWith: (text) => ({ code: text, errorCode: text, message: text }),
  answers: [
    {
      what: 'error',
      status: 429,
      path: '/v1/messages:sendText',
      body: { code: 'resource_exhausted', errorCode: 'burstRateExceeded', message: MESSAGE, retryable: true, requestId: TRACE_ID },
    },
    { what: 'success', status: 200, path: '/v1/messages:sendText', body: { message: {}, requestId: TRACE_ID } },
  ],
  events: [{ what: 'message that came in', payload: { event: 'messages', message: { id: EVENT_ID, timestamp: '2026-11-21T12:00:00Z' } } }],
};
