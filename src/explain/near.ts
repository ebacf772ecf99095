/** The number of insertions, deletions and substitutions that make one text of the other (Levenshtein). */
function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** A name that somebody may have meant. */
export interface Candidate {
  readonly name: string;
  /** How to ask for it. */
  readonly question: string;
}

const MOST = 3;

/** The candidates that a text may be a slip of: at most a third of it is wrong; of numbers the nearest come first. */
export function nearest(text: string, candidates: readonly Candidate[]): readonly string[] {
  const wanted = text.toLowerCase();
  const scored = candidates.map(({ name, question }) => ({
    question,
    distance: distance(wanted, name.toLowerCase()),
    difference: Math.abs(Number(wanted) - Number(name)) || 0,
  }));
  return scored
    .filter((candidate) => candidate.distance <= wanted.length / 3)
    .sort((a, b) => a.distance - b.distance || a.difference - b.difference)
    .slice(0, MOST)
    .map(({ question }) => question);
}
