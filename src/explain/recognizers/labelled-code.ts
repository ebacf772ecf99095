import type { Vendor } from '../../definition/vendor.js';
import { findElsewhere, findKnown, isShortNumber } from '../known-codes.js';
import { named } from '../named.js';
import type { Finding, Question } from '../question.js';
import type { Recognizer } from './recognizer.js';

/** `error code 1007`, `code=1007`, `(code: 1007)`, `ErrorCode=30003`, `"error_code":30003`. */
const CODE = /\b(?:error_?)?code\\?["']?\s*(?:[:=#]\s*)?\\?["']?(\w+)/gi;
/**
 * Forms that are read only if the vendor's table contains the code: `(21211)`, Meta's `(#131047)`, the page `…/errors/30007`, and
 * `ApiError 21211` and `[HTTP 400] 21211` of Twilio's other SDKs.
 */
const MARKED = /\((#?\w+)\)|\/errors?\/(\w+)|(?:error:? |\[HTTP \d{3}\] )(\d+)/gi;

/** The question about a number or name with the label `code`. */
function labelled(code: string, vendor: Vendor | undefined, status: number | undefined): Question | undefined {
  if (vendor !== undefined) {
    const known = findKnown(vendor, code) ?? (/\d|_/.test(code) ? findElsewhere(vendor, code) : undefined);
    const isCode = known !== undefined || /^\d{4}$/.test(code);
    return isCode ? { kind: 'native_code', vendor, nativeCode: code, status } : undefined;
  }
  if (isShortNumber(code)) return /^[45]\d\d$/.test(code) ? { kind: 'status', status: Number(code) } : undefined;
  return /\d|_/.test(code) && named(code).length > 0 ? { kind: 'name', name: code } : undefined;
}

function marked(text: string, vendor: Vendor | undefined): Question | undefined {
  const code = text.replace('#', '');
  if (!/\d/.test(code)) return undefined;
  if (vendor !== undefined && findKnown(vendor, code) !== undefined)
    return isShortNumber(text) ? undefined : { kind: 'native_code', vendor, nativeCode: code };
  // Without a vendor, a number in parentheses can be anything, except Meta's long ones with `#`.
  return text.startsWith('#') && !isShortNumber(code) && named(code).length > 0
    ? { kind: 'name', name: code }
    : undefined;
}

/** A vendor's code with a label such as `code`, in parentheses, or in the address of its page. */
export const labelledCode: Recognizer = ({ text, vendorAt, statusAt }) => {
  const found = (form: RegExp, ask: (code: string, start: number, end: number) => Question | undefined) =>
    [...text.matchAll(form)].flatMap(
      ({ 0: all, 1: code, 2: page, 3: other = '', index: start }): readonly Finding[] => {
        const end = start + all.length;
        const question = ask(code ?? page ?? other, start, end);
        return question === undefined ? [] : [{ start, end, question }];
      },
    );
  return [
    ...found(CODE, (code, start, end) => labelled(code, vendorAt(start), statusAt(start, end))),
    ...found(MARKED, (code, start) => marked(code, vendorAt(start))),
  ];
};
