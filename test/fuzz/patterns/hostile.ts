import { type Pattern, parse } from './parse.js';

const CANDIDATES = [...'aAzZ019_-+./:=@(),;&?#%{}[]"\'\\ \t\n\u00a0é\u0301١', '🙂'];
/** What no part of a pattern may take, and what some may. */
const ENDS = ['', '\u0000', '\n', ' ', '!', '1', 'a'];

function matching(source: string, flags: string): string[] {
  const form = new RegExp(`^(?:${source})$`, flags.replace(/[gy]/g, ''));
  const fitting = CANDIDATES.filter((character) => form.test(character));
  if (fitting.length > 0) return fitting;
  const rare = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  return [rare.find((character) => form.test(character)) ?? ''];
}

/** Some text for each part of a pattern: for a character the first and the last that fit, for a group the whole. */
function samples(pattern: Pattern, flags: string): string[] {
  switch (pattern.kind) {
    case 'character': {
      const literal = pattern.source.length === 1 ? [pattern.source] : [];
      const fitting = matching(pattern.source, flags);
      return [...new Set([...literal, ...fitting.slice(0, 1), ...fitting.slice(-1)])];
    }
    case 'repeat':
      return samples(pattern.body, flags);
    case 'choice':
      return pattern.options.flatMap((option) => samples(option, flags).slice(-1));
    case 'sequence':
      return [pattern.parts.map((part) => beginning(part, flags)).join('')];
    default:
      return [''];
  }
}

/** The shortest text that the pattern may match. */
function beginning(pattern: Pattern, flags: string): string {
  const [first = ''] = samples(pattern, flags);
  return pattern.kind === 'repeat' ? first.repeat(Math.max(1, pattern.min)) : first;
}

function everyPart(pattern: Pattern): Pattern[] {
  const parts =
    pattern.kind === 'choice'
      ? pattern.options
      : pattern.kind === 'sequence'
        ? pattern.parts
        : 'body' in pattern
          ? [pattern.body]
          : [];
  return [pattern, ...parts.flatMap(everyPart)];
}

/** What texts are made of that try a pattern: a beginning, something that is repeated, an end. */
export interface Pieces {
  readonly beginnings: readonly string[];
  readonly repeated: readonly string[];
  readonly ends: readonly string[];
}

export function piecesOf({ source, flags }: RegExp): Pieces {
  const parts = everyPart(parse(source));
  const repeated = [...new Set(parts.flatMap((part) => samples(part, flags)))].filter((text) => text !== '');
  const sequences = parts.flatMap((part) => (part.kind === 'sequence' ? [part.parts] : []));
  const beginnings = sequences.flatMap((sequence) =>
    sequence.map((_, count) =>
      sequence
        .slice(0, count)
        .map((part) => beginning(part, flags))
        .join(''),
    ),
  );
  return { beginnings: [...new Set(['', ...beginnings])], repeated, ends: ENDS };
}

export function textOf(beginning: string, repeated: string, end: string, length: number): string {
  return beginning + repeated.repeat(Math.ceil(length / repeated.length)) + end;
}
