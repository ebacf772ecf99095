import { MESSAGE, TRACE_ID, type VendorExamples } from '../../samples/examples.js';

const error = { code: 131026, message: MESSAGE };

const event = (value: object) => ({ object: 'whatsapp_business_account', entry: [{ id: 'waba-1', changes: [{ field: 'messages', value }] }] });

export const examples: VendorExamples = {
  errorWith: (text) => ({ error: { code: text, message: text } }),
  answers: [
    { what: 'error', status: 400, path: '/v21.0/1065403/messages', body: { error: { ...error, fbtrace_id: TRACE_ID } } },
    { what: 'success', status: 200, path: '/v21.0/1065403/messages', body: { messages: [{ id: 'id-1' }] } },
  ],
  events: [
    { what: 'failure', payload: event({ statuses: [{ id: 'id-1', status: 'failed', errors: [error] }] }) },
    {
      what: 'failure next to others',
      payload: event({
        statuses: [
          { id: 'id-2', status: 'sent' },
          { id: 'id-3', status: 'failed', errors: [error] },
        ],
      }),
    },
    { what: 'message that came in', payload: event({ messages: [{ id: 'id-4' }] }) },
  ],
};
