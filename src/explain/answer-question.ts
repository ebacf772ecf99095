import { thousandsClass } from '../definition/numeric-codes.js';
import type { Vendor } from '../definition/vendor.js';
import type { NormalizedCode } from '../definition/vocabulary.js';
import { classify } from '../normalize/classify.js';
import { codeOfStatus } from '../normalize/http-status.js';
import { alertResult, rowOf } from './alert-result.js';
import type { Answer, Result } from './answer.js';
import { classResults } from './class-result.js';
import { contradiction } from './contradictions.js';
import { errorResult, networkResult, statusResult, successStatusResult } from './failure-results.js';
import { findElsewhere, findKnown } from './known-codes.js';
import { named } from './named.js';
import { findCode } from './names.js';
import type { Question } from './question.js';
import { isKnown, type Reading } from './responses.js';
import { codeResult, nativeCodeResult, rowsOf } from './results.js';
import { safeText } from './safe-text.js';
import { unknownCode } from './unknown-code.js';

type Outcome = Partial<Pick<Answer, 'notes' | 'results' | 'unknownCodes'>>;
type QuestionOf<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>;

/** A vendor's codes for a normalized code; the normalized code itself, if the vendor has none. */
function rowsOrCode(vendor: Vendor | undefined, code: NormalizedCode): readonly Result[] {
  const rows = vendor === undefined ? [] : rowsOf(vendor, code);
  return rows.length > 0 ? rows.map(nativeCodeResult) : [codeResult(code)];
}

function answerNativeCode({ vendor, nativeCode, status, claimed, isMeasured }: QuestionOf<'native_code'>): Outcome {
  const known = findKnown(vendor, nativeCode);
  if (known !== undefined) {
    const notes = contradiction(`${vendor.name} ${known.key}`, known.row.code, claimed, vendor);
    const other = notes.length > 0 && claimed !== undefined ? rowsOrCode(vendor, claimed) : [];
    return { notes, results: [nativeCodeResult(known), ...other] };
  }
  const unknown = { unknownCodes: [unknownCode(vendor, nativeCode)] };
  if (claimed !== undefined) {
    const notes = [
      `${safeText(nativeCode)} is not in the table of ${vendor.name}. The HTTP status decided that it is ${claimed}.`,
    ];
    return { notes, results: [codeResult(claimed)] };
  }
  const elsewhere = isMeasured ? undefined : findElsewhere(vendor, nativeCode);
  if (elsewhere !== undefined) {
    const other = elsewhere.vendor.name;
    const note = `${safeText(nativeCode)} is not in the table of ${vendor.name}. Only the table of ${other} contains it.`;
    return { notes: [note], results: [nativeCodeResult(elsewhere)] };
  }
  if (status === undefined || status < 400) return unknown;
  const raw = { code: nativeCode, class: thousandsClass(nativeCode) };
  const error = classify(vendor, raw, { status, origin: 'response' });
  return { results: [errorResult({ vendor, status, error })] };
}

function answerStatus({ status, vendor, claimed }: QuestionOf<'status'>): Outcome {
  if (status < 400) return { results: [successStatusResult(status)] };
  const subject = `HTTP ${status} without a known code`;
  const notes = contradiction(subject, codeOfStatus(status), claimed, vendor);
  const other = notes.length > 0 && claimed !== undefined ? rowsOrCode(vendor, claimed) : [];
  return { notes, results: [statusResult(status, vendor), ...other] };
}

/** The note about a guessed vendor of a body. */
function guessNotes(readings: readonly Reading[], named: Vendor | undefined): readonly string[] {
  const names = [...new Set(readings.map(({ vendor }) => vendor.name))];
  if (named !== undefined && names.includes(named.name)) return [];
  const guess = `The text names ${named?.name ?? 'no vendor'}${named === undefined ? '. The' : ', but the'} body looks like ${names.join(' or ')}.`;
  return [names.length === 1 ? guess : `${guess} For one answer, put the vendor in front of it: ${names[0]} {…}`];
}

function answerResponse({ readings, named: vendor }: QuestionOf<'response'>): Outcome {
  const notes = guessNotes(readings, vendor);
  // An error without a row and without a status has no known meaning.
  const isOpen = ({ vendor, status, error }: Reading) => status === undefined && !isKnown(vendor, error);
  return {
    notes,
    results: readings.filter((reading) => !isOpen(reading)).map(errorResult),
    unknownCodes: readings
      .filter(isOpen)
      .map(({ vendor, error }) => unknownCode(vendor, error.nativeCode ?? 'without a code')),
  };
}

function answerAlert({ firing }: QuestionOf<'alert'>): Outcome {
  const { vendor, key, row } = rowOf(firing.labels) ?? {};
  const claimed = findCode(firing.labels.code ?? '');
  const notes = vendor && row ? contradiction(`${vendor.name} ${key}`, row.code, claimed, vendor) : [];
  return { notes, results: [alertResult(firing)] };
}

/** Answers one question. */
export function answerQuestion(question: Question): Outcome {
  switch (question.kind) {
    case 'name':
      return { results: named(question.name) };
    case 'native_code':
      return answerNativeCode(question);
    case 'vendor_code':
      return { results: rowsOrCode(question.vendor, question.code) };
    case 'status':
      return answerStatus(question);
    case 'class':
      return { results: classResults(question.nativeClass, question.vendor && [question.vendor]) };
    case 'response':
      return answerResponse(question);
    case 'network':
      return { results: [networkResult(question.seen, question.code, question.vendor)] };
    case 'aborted':
      return { results: [{ kind: 'aborted', seen: question.seen }] };
    case 'telemetry':
      return { results: [{ kind: 'telemetry', ...question.telemetry }] };
    case 'other':
      return { results: [{ kind: 'other_code', ...(question.vendor && { vendor: question.vendor.name }) }] };
    case 'alert':
      return answerAlert(question);
  }
}
