import { EVENT_ID, MESSAGE, TRACE_ID, type VendorExamples } from '../../samples/examples.js';

export const examples: VendorExamples = {
  errorWith: (text) => ({ error: { type: text, code: text, message: text, param: text } }),
  answers: [
    {
      what: 'error',
      status: 400,
      path: '/v1/messages',
      body: { error: { type: 'invalid_request_error', code: 'invalid_json', message: MESSAGE }, request_id: TRACE_ID },
    },
    { what: 'success', status: 200, path: '/v1/messages', body: { request_id: TRACE_ID, data: [{}] } },
  ],
  events: [{ what: 'message that came in', payload: { event: 'message.received', delivery_id: EVENT_ID, request_id: TRACE_ID, data: {} } }],
};
