import { editDistance, isSlip } from '../common/edit-distance.js';

/** A name that may have been meant. */
export interface Candidate {
  readonly name: string;
  /** The question that explains it. */
  readonly question: string;
}

const MAX_CANDIDATES = 3;

/** The candidates of which a text may be a typo. The nearest numbers come first. */
export function nearest(text: string, candidates: readonly Candidate[]): readonly string[] {
  const wanted = text.toLowerCase();
  const scored = candidates.map(({ name, question }) => ({
    question,
    distance: editDistance(wanted, name.toLowerCase()),
    difference: Math.abs(Number(wanted) - Number(name)) || 0,
  }));
  return scored
    .filter((candidate) => isSlip(wanted, candidate.distance))
    .sort((a, b) => a.distance - b.distance || a.difference - b.difference)
    .slice(0, MAX_CANDIDATES)
    .map(({ question }) => question);
}
