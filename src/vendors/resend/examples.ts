import { MESSAGE, type VendorExamples } from '../../samples/examples.js';

const failure = (type: string, data: object) => ({ type, created_at: '2026-11-21T12:00:00Z', data });

export const examples: VendorExamples = {
  errorWith: (text) => ({ name: text, message: text }),
  answers: [
    { what: 'error', status: 422, path: '/emails', body: { statusCode: 422, name: 'invalid_from_address', message: MESSAGE } },
    { what: 'batch answer', status: 200, path: '/emails/batch', body: { data: [], errors: [{ index: 0, message: MESSAGE }] } },
  ],
  events: [
    { what: 'bounce', payload: failure('email.bounced', { email_id: 'id-1', bounce: { type: 'Permanent', subType: 'General', message: MESSAGE } }) },
    { what: 'suppression', payload: failure('email.suppressed', { email_id: 'id-2', suppressed: { type: 'Suppressed', message: MESSAGE } }) },
    { what: 'failure', payload: failure('email.failed', { email_id: 'id-3', failed: { reason: MESSAGE } }) },
    { what: 'complaint', payload: failure('email.complained', { email_id: 'id-4' }) },
  ],
};
