import type { Vendor } from '../../definition/vendor.js';
import { codeOfFailure } from '../../normalize/network-failure.js';
import { onLine } from '../hints.js';
import type { Input } from '../input.js';
import { aborted, networkMessages, withoutReason } from '../network-messages.js';
import type { Finding } from '../question.js';
import type { Recognizer } from './recognizer.js';

/** `ECONNRESET`, `connect ETIMEDOUT`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED`. */
const ERROR_CODE = /(?:\b(connect) )?\b([A-Z][A-Z\d]*(?:_[A-Z\d]+)*)\b/g;

/** The vendor that the line is about. In a log, the failure of another host belongs to no vendor. */
function vendorOn({ text, mentions, isTyped }: Input, position: number): Vendor | undefined {
  const unread = mentions.filter(({ start }) => text[start] !== ' ');
  return (isTyped || !text.trim().includes('\n') ? unread : onLine(text, unread, position))[0]?.value;
}

/** A network failure, by its error code or by the message of a client. */
export const network: Recognizer = (input) => {
  const { text } = input;
  const finding = (start: number, seen: string, code: ReturnType<typeof codeOfFailure>): Finding => {
    const vendor = vendorOn(input, start);
    return { start, end: start + seen.length, question: { kind: 'network', seen, code, vendor } };
  };
  const byCode = new Map<string, Finding>();
  for (const { 0: seen, 1: syscall, 2: errorCode = '', index } of text.matchAll(ERROR_CODE)) {
    if (errorCode.length < 4 || byCode.has(errorCode)) continue;
    // After `connect`, every code is a connection failure; elsewhere, only known error codes are.
    if (syscall !== undefined && !errorCode.startsWith('E')) continue;
    const code = codeOfFailure({ code: errorCode, syscall: syscall && 'connect' });
    if (code !== undefined) byCode.set(errorCode, finding(index + seen.length - errorCode.length, errorCode, code));
  }
  if (byCode.size > 0) return [...byCode.values()];
  for (const [message, errorCode] of networkMessages) {
    const match = message.exec(text);
    if (match !== null) return [finding(match.index, match[0], codeOfFailure({ code: errorCode }))];
  }
  const abort = aborted.exec(text);
  if (abort !== null)
    return [{ start: abort.index, end: abort.index + abort[0].length, question: { kind: 'aborted', seen: abort[0] } }];
  const match = withoutReason.exec(text);
  return match === null ? [] : [finding(match.index, match[0], undefined)];
};
