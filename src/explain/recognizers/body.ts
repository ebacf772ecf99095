import type { Vendor } from '../../definition/vendor.js';
import { documentsIn } from '../documents.js';
import { type Input, isIn, type Span } from '../input.js';
import type { Question } from '../question.js';
import {
  anyErrors,
  countFacts,
  isKnown,
  isUnmistakable,
  knownErrors,
  otherErrors,
  type PastedResponse,
  type Reading,
} from '../responses.js';
import type { Recognizer } from './recognizer.js';

/** The limits of the search for a body inside a log record. */
const MAX_DEPTH = 8;
const MAX_VALUES = 2000;

/** A document and the objects inside it, outer ones first, including those in strings: `"403 {\"success\":false}"`. */
function* objectsIn(document: object): Generator<object> {
  const queue: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  for (let index = 0; index < Math.min(queue.length, MAX_VALUES); index += 1) {
    const { value, depth } = queue[index] ?? { value: undefined, depth: 0 };
    if (depth > MAX_DEPTH) continue;
    if (typeof value === 'string' && value.includes('{')) {
      queue.push(...documentsIn(value).map((each) => ({ value: each.value, depth: depth + 1 })));
    } else if (typeof value === 'object' && value !== null) {
      yield value;
      queue.push(...Object.values(value).map((inner) => ({ value: inner, depth: depth + 1 })));
    }
  }
}

/** The errors of a body, or of a body inside a log record. */
export function errorsInBody(response: PastedResponse & { readonly body: object }): readonly Reading[] {
  const responses = [...objectsIn(response.body)].map((body) => ({ ...response, body }));
  const known = responses.find((each) => knownErrors(each).length > 0);
  if (known === undefined) return responses.map(otherErrors).find((errors) => errors.length > 0) ?? [];
  const errors = knownErrors(known);
  // Some items of a bulk call may have codes without a row.
  const others = known.vendor === undefined ? [] : otherErrors(known);
  return [...errors, ...others.filter(({ vendor, error }) => !isKnown(vendor, error))];
}

/** The question about a whole response: its errors, else its status. */
export function questionsOf(response: PastedResponse & { readonly body: object }): readonly Question[] {
  const { vendor, status = 0 } = response;
  const inBody = errorsInBody(response);
  const readings = inBody.length > 0 ? inBody : anyErrors(response);
  if (readings.length > 0) return [{ kind: 'response', readings, named: vendor }];
  return status >= 400 ? [{ kind: 'status', status }] : [];
}

/** The vendor that a document names. It only selects from the vendors that the document looks like, if there are any. */
export function vendorInside(
  { mentions }: Input,
  document: Span,
  response: PastedResponse & { readonly body: object },
): Vendor | undefined {
  const inside = mentions.filter(({ start }) => isIn(document, start)).map(({ value }) => value);
  if (inside.length === 0) return undefined;
  const guessed = errorsInBody(response).map(({ vendor }) => vendor);
  if (guessed.length > 0) return inside.find((vendor) => guessed.includes(vendor));
  return inside.find((vendor) => errorsInBody({ ...response, vendor }).some(({ error }) => isUnmistakable(error)));
}

/** A vendor's error body, alone, in a log, or in an SDK's message. */
export const body: Recognizer = (input) =>
  documentsIn(input.text).flatMap((document) => {
    const { value, start, end } = document;
    const response = { status: input.statusAt(start, end), body: value };
    const named =
      input.vendorOnLine(start, document) ?? vendorInside(input, document, response) ?? input.vendorAt(start, document);
    const ofNamed = named === undefined ? [] : errorsInBody({ ...response, vendor: named });
    const readings = ofNamed.length > 0 ? ofNamed : errorsInBody(response);
    const [first] = readings;
    if (first === undefined) return [];
    const { nativeCode } = first.error;
    // A code alone can belong to any vendor.
    const isCodeAlone = named === undefined && nativeCode !== undefined && countFacts(first.error) === 0;
    const question: Question = isCodeAlone ? { kind: 'name', name: nativeCode } : { kind: 'response', readings, named };
    return [{ start, end, question }];
  });
