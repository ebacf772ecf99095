import { EVENT_ID, MESSAGE, type VendorExamples } from '../../samples/examples.js';

const item = { code: 'not_sendable', error: MESSAGE };

export const examples: VendorExamples = {
  errorWith: (text) => ({ code: text, error: text }),
  answers: [
    { what: 'error', status: 400, path: '/api/v2/send', body: item },
    { what: 'bulk answer', status: 200, path: '/api/v2/send/bulk', body: { queued_count: 0, error_count: 2, errors: [item, item] } },
  ],
  events: [
    { what: 'failure', payload: { event: 'delivery', event_id: EVENT_ID, status: 'rejected', status_detail: MESSAGE, message_id: 'id-1' } },
    { what: 'failure without an id', payload: { event: 'delivery', status: 'undeliverable', status_detail: MESSAGE, message_id: 'id-2' } },
  ],
};
