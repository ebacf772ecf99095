import { documentsIn } from '../documents.js';
import type { Finding } from '../question.js';
import { questionsOf, vendorInside } from './body.js';
import type { Recognizer } from './recognizer.js';

/** The head of a response in the output of `curl -i`, `curl -v`, HTTPie and `wget -S`. */
const HEAD = /^[<* \t]*HTTP\/[\d.]+ (\d{3})[^\n]*\n((?:[< ]*[\w-]+:[^\n]*\n)*)/gm;
const HEADER = /^[< ]*([\w-]+):([^\n]*)$/gm;

/** A response with its head in the transcript of a command-line client. */
export const httpMessage: Recognizer = (input) => {
  const { text, vendorAt } = input;
  const heads = [...`${text}\n`.matchAll(HEAD)].map((head) => ({ head, start: head.index, status: Number(head[1]) }));
  return heads.flatMap(({ head, start, status }, index): readonly Finding[] => {
    const next = heads[index + 1]?.start ?? text.length;
    const afterHead = Math.min(start + head[0].length, next);
    const document = documentsIn(text.slice(afterHead, next))[0];
    const headers = [...(head[2] ?? '').matchAll(HEADER)].map(
      ([, name = '', value = '']) => [name, value.trim()] as const,
    );
    const end = document === undefined ? afterHead : afterHead + document.end;
    const inBody = { start: document === undefined ? end : afterHead + document.start, end };
    const response = { status, headers, body: document?.value ?? {} };
    const vendor = vendorAt(start, inBody) ?? vendorInside(input, inBody, response);
    return questionsOf({ ...response, vendor }).map((question) => ({ start, end, question }));
  });
};
