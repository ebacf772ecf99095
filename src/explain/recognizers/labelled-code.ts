import { findElsewhere, findKnown, isShortNumber } from '../known-codes.js';
import { named } from '../named.js';
import type { Finding } from '../question.js';
import type { Recognizer } from './recognizer.js';

/** `error code 1007`, `code=1007`, `(code: 1007)`, `ErrorCode=30003`, `"error_code":30003`. */
const CODE = /\b(?:error_?)?code\\?["']?\s*(?:[:=#]\s*)?\\?["']?(\w+)/gi;

/** A vendor's code with a label such as `code`. */
export const labelledCode: Recognizer = ({ text, vendorAt, statusAt }) =>
  [...text.matchAll(CODE)].flatMap(({ 0: all, 1: code = '', index: start }): readonly Finding[] => {
    const end = start + all.length;
    const vendor = vendorAt(start);
    if (vendor !== undefined) {
      const known = findKnown(vendor, code) ?? (/\d|_/.test(code) ? findElsewhere(vendor, code) : undefined);
      const isCode = known !== undefined || /^\d{4}$/.test(code);
      const question = { kind: 'native_code', vendor, nativeCode: code, status: statusAt(start, end) } as const;
      return isCode ? [{ start, end, question }] : [];
    }
    if (isShortNumber(code)) {
      const question = { kind: 'status', status: Number(code) } as const;
      return /^[45]\d\d$/.test(code) ? [{ start, end, question }] : [];
    }
    return /\d|_/.test(code) && named(code).length > 0 ? [{ start, end, question: { kind: 'name', name: code } }] : [];
  });
