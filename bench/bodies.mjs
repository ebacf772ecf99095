// @ts-check

export const successBody = Buffer.from('{"chat_id":"550e8400-e29b-41d4-a716-446655440000","status":"accepted"}');

/** @param {number} bytes An error of Linq of this size. */
export function errorBody(bytes) {
  const envelope = { success: false, error: { status: 429, code: 1007, message: '' }, trace_id: 'f'.repeat(32) };
  const room = bytes - JSON.stringify(envelope).length;
  envelope.error.message = 'Too many messages to this recipient. '.repeat(bytes).slice(0, room);
  return Buffer.from(JSON.stringify(envelope));
}
