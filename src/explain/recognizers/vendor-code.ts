import type { Vendor } from '../../definition/vendor.js';
import type { NormalizedCode } from '../../definition/vocabulary.js';
import { classResults } from '../class-result.js';
import { isStatus } from '../http-statuses.js';
import type { Input } from '../input.js';
import { findKnown } from '../known-codes.js';
import { findCategory, findCode } from '../names.js';
import type { Finding, Question } from '../question.js';
import { groupsOf, type VendorGroup } from '../vendor-groups.js';
import type { Word } from '../words.js';
import type { Recognizer } from './recognizer.js';

/** What may stand between a vendor and its code. */
const FILLERS = new Set(
  'api code error errors for from http is native native_code of on status with returned vendor'.split(' '),
);
const LOOKS_LIKE_CODE = /^\d+$|_/;
/** Words that can only be codes; others may be part of a sentence. */
const UNMISTAKABLE = /\d{3}|_|\dxxx/i;

function statusAbout(vendor: Vendor, text: string): Question | undefined {
  if (!/^\d{3}$/.test(text) || !isStatus(Number(text))) return undefined;
  return { kind: 'status', status: Number(text), vendor };
}

/** One word as a question about a vendor. */
function questionAbout(vendor: Vendor, text: string): Question | undefined {
  if (text === '_OTHER') return { kind: 'other', vendor };
  if (findKnown(vendor, text) !== undefined) return { kind: 'native_code', vendor, nativeCode: text };
  if (classResults(text, [vendor]).length > 0) return { kind: 'class', nativeClass: text, vendor };
  const code = findCode(text);
  if (code !== undefined) return { kind: 'vendor_code', vendor, code };
  const status = statusAbout(vendor, text);
  if (status !== undefined) return status;
  if (findCategory(text) !== undefined) return { kind: 'name', name: text };
  return LOOKS_LIKE_CODE.test(text) ? { kind: 'native_code', vendor, nativeCode: text } : undefined;
}

/** A normalized code next to a vendor's code or a status is its claimed meaning: `linq 1007 rate_limited`. */
function withClaims(questions: readonly Question[]): readonly Question[] {
  const codes = questions.filter((each) => each.kind === 'native_code');
  const statuses = questions.filter((each) => each.kind === 'status');
  const claims = questions.filter((each) => each.kind === 'vendor_code');
  const others = questions.filter((each) => !['native_code', 'status', 'vendor_code'].includes(each.kind));
  const claimOf = (index: number): NormalizedCode | undefined => claims[index]?.code;
  if (codes.length > 0) {
    const status = statuses[0]?.status;
    return [...codes.map((each, index) => ({ ...each, status, claimed: claimOf(index) })), ...others];
  }
  if (statuses.length > 0) return [...statuses.map((each, index) => ({ ...each, claimed: claimOf(index) })), ...others];
  return [...claims, ...others];
}

/** Every word of a typed question is read, wherever it is. */
function askTyped(vendor: Vendor, words: readonly Word[]): readonly Question[] {
  const joined = words.map(({ text }) => text).join(' ');
  const whole = findKnown(vendor, joined) ?? findCode(joined);
  if (words.length > 1 && whole !== undefined)
    return [questionAbout(vendor, joined)].filter((each) => each !== undefined);
  const asked = words.flatMap(({ text }, index) => {
    if (FILLERS.has(text.toLowerCase())) return [];
    // `whatsapp 200` is a code of the vendor, `whatsapp HTTP 200` is not.
    const status = /^http$/i.test(words[index - 1]?.text ?? '') ? statusAbout(vendor, text) : undefined;
    return [{ text, question: status ?? questionAbout(vendor, text) }];
  });
  const isSentence = asked.some(({ question }) => question === undefined);
  return withClaims(
    asked.flatMap(({ text, question }) => (question && (!isSentence || UNMISTAKABLE.test(text)) ? [question] : [])),
  );
}

/** In a log, only the words directly after the vendor's name belong to it: `linq 1007 rate_limited`. */
function askPasted(
  input: Input,
  vendor: Vendor,
  { start, words }: VendorGroup,
): { questions: readonly Question[]; end: number } {
  const newline = input.text.indexOf('\n', start);
  const questions: Question[] = [];
  let end = start;
  for (const word of words) {
    if (newline !== -1 && word.start > newline) break;
    const question = questionAbout(vendor, word.text);
    if (question === undefined && FILLERS.has(word.text.toLowerCase())) continue;
    if (question === undefined || !UNMISTAKABLE.test(word.text)) break;
    questions.push(question);
    end = word.end;
  }
  const claimed = withClaims(questions);
  // A number after a name can be anything, unless it is a known code or the text contains its meaning.
  const isMeant = (each: Question) => {
    if (each.kind === 'native_code')
      return each.claimed !== undefined || findKnown(vendor, each.nativeCode) !== undefined;
    return each.kind !== 'status' || each.claimed !== undefined;
  };
  return { questions: claimed.filter(isMeant), end };
}

/** A vendor and its code, class or HTTP status: `linq 1007`, `linq 1xxx`, `linq HTTP 429`, the status of a span. */
export const vendorCode: Recognizer = (input) =>
  groupsOf(input).flatMap((group) =>
    group.vendors.flatMap((vendor): readonly Finding[] => {
      if (input.isTyped) {
        const place = { start: 0, end: input.text.length };
        return askTyped(vendor, group.words).map((question) => ({ ...place, question }));
      }
      const { questions, end } = askPasted(input, vendor, group);
      return questions.map((question) => ({ start: group.start, end, question }));
    }),
  );
