import { EVENT_ID, MESSAGE, TRACE_ID, type VendorExamples } from '../../samples/examples.js';

const event = { event_id: EVENT_ID, created_at: '2026-11-21T12:00:00Z', trace_id: TRACE_ID };

export const examples: VendorExamples = {
  errorWith: (text) => ({ success: false, error: { code: text, message: text } }),
  answers: [
    {
      what: 'error',
      status: 409,
      path: '/api/partner/v3/chats',
      body: { success: false, error: { status: 409, code: 2009, message: MESSAGE }, trace_id: TRACE_ID },
    },
    { what: 'legacy error', status: 409, path: '/api/partner/v2/chats', body: { errors: [{ status: 409, code: '2009', detail: MESSAGE }] } },
    { what: 'success', status: 200, path: '/api/partner/v3/chats', body: { trace_id: TRACE_ID, chat: {} } },
  ],
  events: [
    { what: 'failure', payload: { ...event, event_type: 'message.failed', data: { code: 4001, reason: MESSAGE } } },
    { what: 'message that came in', payload: { ...event, event_type: 'message.received', data: {} } },
    { what: 'event of another kind', payload: { ...event, event_type: 'chat.created', data: {} } },
  ],
};
