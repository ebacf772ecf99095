import { editDistance, isSlip } from '../../common/edit-distance.js';

/** Reports a mistake, with its place and a fix. */
export type ReportProblem = (problem: string) => void;

const MAX_QUOTED = 100;
const MAX_NAMES = 3;

const isBranch = (item: unknown) => typeof item === 'object' && item !== null;

/** A value in the form for a message. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value}'`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (Array.isArray(value)) return value.some(isBranch) ? 'a list' : `[${value.map(quote).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return type === 'Object' ? 'an object' : `a ${type}`;
}

/** The nearest name of which a text can be a typo; else the names with the same beginning. */
function namesLike(text: string, names: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase();
  const near = names
    .map((name) => ({ name, distance: editDistance(wanted.slice(0, MAX_QUOTED), name.toLowerCase()) }))
    .filter(({ distance }) => isSlip(wanted, distance))
    .sort((a, b) => a.distance - b.distance);
  if (near[0] !== undefined) return [near[0].name];
  return wanted.length < 4 ? [] : names.filter((name) => name.toLowerCase().startsWith(wanted.slice(0, 4)));
}

/** `Did you mean rate_limited?`, or `otherwise` if no name is similar. */
export function didYouMean(text: unknown, names: readonly string[], otherwise: string): string {
  const near = typeof text === 'string' ? namesLike(text, names).slice(0, MAX_NAMES) : [];
  if (near.length < 2) return near[0] === undefined ? otherwise : `Did you mean ${near[0]}?`;
  return `Did you mean ${near.slice(0, -1).join(', ')} or ${near.at(-1)}?`;
}
