// @ts-check

/**
 * One kind of call: the client, the path and the response of the simulated vendor. The numbers are its frequency in the usual
 * mix and in trouble.
 *
 * @typedef {object} Kind
 * @property {'linqSdk' | 'linq' | 'messagesDev' | 'trackly' | 'chert' | 'oddChert'} client
 * @property {string} path
 * @property {string} answer
 * @property {number} usual
 * @property {number} trouble
 */

/** @type {[client: Kind['client'], path: string, answer: string, usual: number, trouble: number][]} */
const rows = [
  ['linqSdk', '', 'success', 180, 8],
  ['linqSdk', '', '1007', 2, 0],
  // The SDK retries every 409, also this non-retryable one.
  ['linqSdk', '', '1006', 1, 1],
  ['linqSdk', '', '2009', 1, 1],
  ['linqSdk', '', '3006', 1, 0],
  ['linq', '/api/partner/v3/chats', '1007', 1, 3],
  ['linq', '/api/partner/v3/chats', '1002', 1, 1],
  ['linq', '/api/partner/v3/chats', '2001', 1, 1],
  ['linq', '/api/partner/v3/chats', '2004', 1, 1],
  ['linq', '/api/partner/v3/chats', '2008', 2, 1],
  ['linq', '/api/partner/v3/chats', '2024', 2, 1],
  ['linq', '/api/partner/v3/attachments', '5005', 1, 1],
  ['messagesDev', '/v1/messages', 'success', 60, 2],
  ['messagesDev', '/v1/messages', 'rate_limit_exceeded', 1, 0],
  ['messagesDev', '/v1/messages', 'sandbox_quota_exceeded', 1, 1],
  ['messagesDev', '/v1/messages', 'insufficient_scope', 1, 1],
  ['trackly', '/api/v2/send', 'success', 60, 2],
  ['trackly', '/api/v2/send', 'invalid_phone', 2, 1],
  ['trackly', '/api/v2/send/bulk', 'bulk_partial', 1, 1],
  ['chert', '/api/v1/send', 'success', 70, 2],
  ['chert', '/api/v1/send', 'send_failed', 1, 1],
  ['chert', '/api/v1/chats', '4002', 1, 1],
  ['chert', '/api/v1/chats', '3001', 1, 3],
  ['chert', '/api/v1/chats', 'html_502', 1, 2],
  ['oddChert', '/reset', '', 1, 3],
  // The application aborts these calls.
  ['oddChert', '/hang', '', 1, 2],
  ['oddChert', '/api/v1/send', '', 1, 1],
];

/** @type {readonly Kind[]} */
export const kinds = rows.map(([client, path, answer, usual, trouble]) => ({ client, path, answer, usual, trouble }));

/**
 * The endless order of the calls: each kind with its frequency in the mix, evenly spread.
 *
 * @param {'usual' | 'trouble'} mix
 */
export function* callsOf(mix) {
  const turns = kinds.flatMap((kind, row) => {
    // The golden ratio separates equally rare kinds.
    const phase = (row * 0.618) % 1;
    return Array.from({ length: kind[mix] }, (_, turn) => ({ kind, place: (turn + phase) / kind[mix] }));
  });
  turns.sort((one, other) => one.place - other.place);
  for (;;) for (const { kind } of turns) yield kind;
}
