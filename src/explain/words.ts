/** A word of a text, with its position. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// `{product}_not_enabled` is one word.
const WORD = /\{\w+\}\w+|[^\s,;()[\]{}"'`<>|=\\]+/g;
const EDGES = /^[.:?!#*/-]*(.*?)[.:?!#*/-]*$/s;

/** The words of a text, without the punctuation around them. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: raw, index }) => {
    const word = EDGES.exec(raw)?.[1] ?? '';
    const start = index + raw.indexOf(word);
    return word === '' ? [] : [{ text: word, start, end: start + word.length }];
  });
}
