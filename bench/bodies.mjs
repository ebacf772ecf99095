// @ts-check
// What Linq answers.

export const successBody = Buffer.from('{"chat_id":"550e8400-e29b-41d4-a716-446655440000","status":"accepted"}');

export const badRequest = { status: 400, code: 1005, message: 'A value in this request is not allowed. ' };
export const rateLimit = { status: 429, code: 1007, message: 'Too many messages to this recipient. ' };

/** @param {number} bytes @param {typeof badRequest} error A body of this size. */
export function errorBody(bytes, { status, code, message }) {
  const envelope = { success: false, error: { status, code, message: '' }, trace_id: 'f'.repeat(32) };
  const room = bytes - JSON.stringify(envelope).length;
  envelope.error.message = message.repeat(bytes).slice(0, room);
  return Buffer.from(JSON.stringify(envelope));
}
