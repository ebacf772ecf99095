import { EVENT_ID, MESSAGE, TRACE_ID, type VendorExamples } from '../../samples/examples.js';

const failure = { code: 4001, message: MESSAGE, retryable: true, trace_id: TRACE_ID };

export const examples: VendorExamples = {
  errorWith: (text) => ({ success: false, error: { code: text, message: text } }),
  answers: [
    { what: 'error', status: 502, path: '/api/v1/chats', body: { success: false, error: failure, trace_id: TRACE_ID } },
    { what: 'failure in 200', status: 200, path: '/api/v1/send', body: { status: 'failed', ...failure } },
    { what: 'workflow action', status: 200, path: '/api/hubspot/x', body: { outputFields: { ok: false, ...failure } } },
  ],
  events: [{ what: 'event', payload: { type: 'message.received', id: EVENT_ID, trace_id: TRACE_ID, data: {} } }],
};
