import { at, list, number, text as textOf } from '../../definition/json.js';
import { documentsIn } from '../documents.js';
import { vendorMentions } from '../hints.js';
import { parseLooseJson } from '../loose-json.js';
import type { Question } from '../question.js';
import { questionsOf } from './body.js';
import type { Recognizer } from './recognizer.js';

/** The entries of an HTTP archive, or the document itself if it is one entry. */
function entriesOf(document: unknown): readonly unknown[] {
  const entries = list(at(document, 'log', 'entries'));
  return at(document, 'request', 'url') === undefined ? entries : [document];
}

function bodyOf(content: unknown): object {
  const raw = textOf(at(content, 'text')) ?? '';
  const decoded = at(content, 'encoding') === 'base64' ? Buffer.from(raw, 'base64').toString() : raw;
  const value = parseLooseJson(decoded);
  return typeof value === 'object' && value !== null ? value : {};
}

function questionsIn(entry: unknown): readonly Question[] {
  const vendor = vendorMentions(textOf(at(entry, 'request', 'url')) ?? '')[0]?.value;
  const status = number(at(entry, 'response', 'status')) ?? 0;
  const headers = list(at(entry, 'response', 'headers')).flatMap((header) => {
    const name = textOf(at(header, 'name'));
    return name === undefined ? [] : [[name, String(at(header, 'value'))] as const];
  });
  return questionsOf({ vendor, status, headers, body: bodyOf(at(entry, 'response', 'content')) });
}

const REQUEST = /"request"\s*:/;

/** Recorded calls of a browser or a proxy: an HTTP archive, or one entry of it. */
export const har: Recognizer = ({ text }) =>
  (REQUEST.test(text) ? documentsIn(text) : []).flatMap(({ value, start, end }) =>
    entriesOf(value)
      .flatMap(questionsIn)
      .map((question) => ({ start, end, question })),
  );
