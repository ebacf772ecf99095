import { EVENT_ID, MESSAGE, type VendorExamples } from '../../samples/examples.js';

const error = { code: '40008', title: 'Undeliverable', detail: MESSAGE };

const event = (type: string, status: string, errors: readonly object[]) => ({
  data: { event_type: type, id: EVENT_ID, occurred_at: '2026-11-21T12:00:00Z', payload: { id: 'id-1', to: [{ status }], errors } },
});

export const examples: VendorExamples = {
  errorWith: (text) => ({ errors: [{ code: text, detail: text, source: { pointer: text } }] }),
  answers: [
    { what: 'error', status: 422, path: '/v2/messages', body: { errors: [error] } },
    { what: 'success', status: 200, path: '/v2/messages', body: { data: { id: 'id-1' } } },
  ],
  events: [
    { what: 'failure', payload: event('message.finalized', 'delivery_failed', [error]) },
    { what: 'delivery', payload: event('message.finalized', 'delivered', []) },
    { what: 'message that came in', payload: event('message.received', 'webhook_delivered', []) },
  ],
};
