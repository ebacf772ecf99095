import { longest, type Pattern, parse } from './parse.js';

/** What a search came to. */
export interface Search {
  /** Where each match begins and ends. */
  readonly matches: readonly (readonly [start: number, end: number])[];
  /** How often something was tried: the work, without a clock. Infinite where it was given up. */
  readonly steps: number;
}

type Next = (index: number) => boolean;

/** After so many steps a search is given up: what takes more for the texts of these tests is not linear. */
const MAX_STEPS = 2_000_000;

class GivenUp extends Error {}

/**
 * Searches as backtracking engines do, V8's among them: every way to match is tried in order, and nothing is remembered
 * of those that failed. Counts what it tries.
 */
export class StepCounter {
  readonly #pattern: Pattern;
  readonly #flags: string;
  readonly #global: boolean;
  readonly #known = new Map<string, boolean>();
  readonly #forms = new Map<string, RegExp>();
  #text = '';
  #steps = 0;

  constructor({ source, flags }: RegExp) {
    this.#pattern = parse(source);
    this.#global = flags.includes('g');
    this.#flags = flags.replace(/[gyd]/g, '');
  }

  search(text: string): Search {
    this.#text = text;
    this.#steps = 0;
    try {
      return { matches: this.#search(text), steps: this.#steps };
    } catch (error) {
      // So many steps back that the stack overflows are as bad.
      if (!(error instanceof GivenUp || error instanceof RangeError)) throw error;
      return { matches: [], steps: Number.POSITIVE_INFINITY };
    }
  }

  #search(text: string): [number, number][] {
    const matches: [number, number][] = [];
    for (let start = 0; start <= text.length; ) {
      let end = -1;
      const found = this.#match(this.#pattern, start, (index) => {
        end = index;
        return true;
      });
      if (found) matches.push([start, end]);
      if (found && !this.#global) break;
      start = found && end > start ? end : this.#after(start);
    }
    return matches;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new GivenUp();
  }

  /** The index behind the character at an index; with the flag `u` a pair of surrogates is one. */
  #after(index: number): number {
    const isPair = this.#flags.includes('u') && (this.#text.codePointAt(index) ?? 0) > 0xffff;
    return index + (isPair ? 2 : 1);
  }

  #is(source: string, character: string): boolean {
    const key = `${source} ${character}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const form = this.#forms.get(source) ?? new RegExp(`^(?:${source})$`, this.#flags);
      this.#forms.set(source, form);
      known = form.test(character);
      this.#known.set(key, known);
    }
    return known;
  }

  #match(pattern: Pattern, index: number, next: Next): boolean {
    this.#step();
    switch (pattern.kind) {
      case 'character': {
        const after = this.#after(index);
        return index < this.#text.length && this.#is(pattern.source, this.#text.slice(index, after)) && next(after);
      }
      case 'edge':
        return this.#isEdge(pattern.source, index) && next(index);
      case 'look':
        return this.#looks(pattern, index) === pattern.wanted && next(index);
      case 'choice':
        return pattern.options.some((option) => this.#match(option, index, next));
      case 'sequence':
        return this.#sequence(pattern.parts, 0, index, next);
      case 'repeat':
        return pattern.body.kind === 'character' && !pattern.lazy
          ? this.#characters(pattern.body.source, pattern.min, pattern.max, index, next)
          : this.#repeat(pattern, 0, index, next);
    }
  }

  #isEdge(source: string, index: number): boolean {
    if (source === '^') return index === 0;
    if (source === '$') return index === this.#text.length;
    const [before, after] = [index - 1, index].map((at) => /\w/.test(this.#text.charAt(at)));
    return (before !== after) === (source === '\\b');
  }

  #looks({ behind, body }: Pattern & { kind: 'look' }, index: number): boolean {
    if (!behind) return this.#match(body, index, () => true);
    for (let start = index; start >= Math.max(0, index - longest(body)); start -= 1) {
      if (this.#match(body, start, (end) => end === index)) return true;
    }
    return false;
  }

  #sequence(parts: readonly Pattern[], first: number, index: number, next: Next): boolean {
    const part = parts[first];
    if (part === undefined) return next(index);
    return this.#match(part, index, (end) => this.#sequence(parts, first + 1, end, next));
  }

  /** Without recursion, for these can be as many as the text has. */
  #characters(source: string, min: number, max: number, index: number, next: Next): boolean {
    const ends = [index];
    for (let end = index; ends.length <= max && end < this.#text.length; ends.push(end)) {
      this.#step();
      const after = this.#after(end);
      if (!this.#is(source, this.#text.slice(end, after))) break;
      end = after;
    }
    for (let count = ends.length - 1; count >= min; count -= 1) {
      this.#step();
      if (next(ends[count] as number)) return true;
    }
    return false;
  }

  #repeat(pattern: Pattern & { kind: 'repeat' }, done: number, index: number, next: Next): boolean {
    const more = () =>
      done < pattern.max &&
      this.#match(pattern.body, index, (end) =>
        end === index && done >= pattern.min ? false : this.#repeat(pattern, done + 1, end, next),
      );
    const enough = () => done >= pattern.min && next(index);
    return pattern.lazy ? enough() || more() : more() || enough();
  }
}
