import { didYouMean, quote, type ReportProblem } from './problem.js';

/** The valid values of one member of an object that users write. */
export interface Member {
  readonly isRequired?: boolean;
  readonly isValid: (value: unknown) => boolean;
  /** The expected kind of value, as in "which is not a list". */
  readonly kind: string;
  /** The valid values, if they are a few names. */
  readonly names?: readonly string[];
  /** The fix for a missing or invalid value. */
  readonly write: string;
  /** The fix for an invalid text. */
  readonly repair?: (text: string) => string;
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isFunction = (value: unknown): boolean => typeof value === 'function';
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** An object as `{ … }` creates it. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The valid members of an object. Invalid members are reported and ignored. `where` ends in the name of the object. */
export function checkMembers(
  given: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, Member>>,
  where: string,
  report: ReportProblem,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(members);
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(members, key)) continue;
    report(`${where} has an unknown key '${key}'. ${didYouMean(key, names, `Its keys are ${names.join(', ')}.`)}`);
  }
  const valid = Object.entries(members).filter(([key, member]) =>
    isValidMember(given[key], key, member, where, report),
  );
  return Object.fromEntries(valid.map(([key]) => [key, given[key]]));
}

function isValidMember(value: unknown, key: string, member: Member, where: string, report: ReportProblem): boolean {
  const { isRequired = false, isValid, kind, names = [], write, repair = () => write } = member;
  if (value === undefined) {
    if (isRequired) report(`${where} has no ${key}. Write ${write}.`);
    return false;
  }
  if (isValid(value)) return true;
  const fix = `Write ${isText(value) ? repair(value) : write}.`;
  report(`${memberOf(where, key)} is ${quote(value)}, which is not ${kind}. ${didYouMean(value, names, fix)}`);
  return false;
}

/** `vendors[0] (acme): hosts`, `vendors[0] (acme): codes['a'].code`. */
function memberOf(where: string, key: string): string {
  return where.endsWith(')') ? `${where}: ${key}` : `${where}.${key}`;
}
