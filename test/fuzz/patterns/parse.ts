/** A regular expression, taken apart as far as backtracking depends on it. */
export type Pattern =
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'edge'; readonly source: string }
  | { readonly kind: 'look'; readonly behind: boolean; readonly wanted: boolean; readonly body: Pattern }
  | {
      readonly kind: 'repeat';
      readonly body: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] };

const LOOKS = /^\((?:\?(<?)([=!])|\?:|\?<\w+>)?/;
const QUANTIFIER = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})(\??)/;
const CHARACTER =
  /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])|[^\\()[\]{}|*+?^$])/u;

/** Parses the source of a regular expression; throws on what it does not know, such as a reference back to a group. */
export function parse(source: string): Pattern {
  let rest = source;

  function take(form: RegExp): RegExpExecArray | undefined {
    const match = form.exec(rest) ?? undefined;
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  }

  function choice(): Pattern {
    const options = [sequence()];
    while (take(/^\|/)) options.push(sequence());
    return options.length === 1 ? (options[0] as Pattern) : { kind: 'choice', options };
  }

  function sequence(): Pattern {
    const parts: Pattern[] = [];
    while (rest !== '' && !/^[|)]/.test(rest)) parts.push(repeated(single()));
    return { kind: 'sequence', parts };
  }

  function single(): Pattern {
    const edge = take(/^(?:[\^$]|\\[bB])/);
    if (edge) return { kind: 'edge', source: edge[0] };
    const open = take(LOOKS);
    if (open) {
      const body = choice();
      if (!take(/^\)/)) throw new Error(`a group that does not end in ${source}`);
      return open[2] ? { kind: 'look', behind: open[1] === '<', wanted: open[2] === '=', body } : body;
    }
    const character = take(CHARACTER);
    if (!character || /^\\(?:[1-9]|k<)/.test(character[0])) throw new Error(`cannot parse ${rest} of ${source}`);
    return { kind: 'character', source: character[0] };
  }

  function repeated(body: Pattern): Pattern {
    const found = take(QUANTIFIER);
    if (!found) return body;
    const [text, from, comma, to, lazy] = found;
    const least = Number(from ?? (text.startsWith('+') ? 1 : 0));
    const most = from === undefined ? (text.startsWith('?') ? 1 : Infinity) : Number(to || (comma ? Infinity : from));
    return { kind: 'repeat', body, min: least, max: most, lazy: lazy === '?' };
  }

  const whole = choice();
  if (rest !== '') throw new Error(`cannot parse ${rest} of ${source}`);
  return whole;
}

/** The most characters that a match can have. */
export function longest(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'character':
      return 2;
    case 'repeat':
      return pattern.max * longest(pattern.body);
    case 'choice':
      return Math.max(...pattern.options.map(longest));
    case 'sequence':
      return pattern.parts.reduce((sum, part) => sum + longest(part), 0);
    default:
      return 0;
  }
}
