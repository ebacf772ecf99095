import { MESSAGE, type VendorExamples } from '../../samples/examples.js';

const path = '/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json';

export const examples: VendorExamples = {
  errorWith: (text) => ({ code: text, message: text }),
  answers: [
    { what: 'error', status: 400, path, body: { code: 21211, message: MESSAGE, status: 400 } },
    { what: 'problem', status: 400, path, body: { type: 'about:blank', title: MESSAGE, code: 21211, status: 400 } },
    { what: 'success', status: 201, path, body: { sid: 'SM00000000000000000000000000000001' } },
  ],
  events: [
    {
      what: 'failure',
      payload: { MessageSid: 'id-1', MessageStatus: 'undelivered', ErrorCode: '30007', ChannelStatusMessage: MESSAGE },
    },
    { what: 'failure without a code', payload: { MessageSid: 'id-2', MessageStatus: 'failed' } },
    { what: 'message that came in', payload: { MessageSid: 'id-3', SmsStatus: 'received' } },
  ],
};
