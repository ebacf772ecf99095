import { didYouMean, quote, type ReportProblem } from './problem.js';

/** What is right for one member of an object that users write. */
export interface Member {
  readonly isRequired?: boolean;
  readonly isRight: (value: unknown) => boolean;
  /** What the value has to be, as in "which is not a list". */
  readonly kind: string;
  /** The values that are right, if these are few names. */
  readonly names?: readonly string[];
  /** What would be right. */
  readonly write: string;
  /** What would be right for a text that is not. */
  readonly repair?: (text: string) => string;
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isFunction = (value: unknown): boolean => typeof value === 'function';
export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** An object as `{ … }` makes it. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** The right members of an object; the others are reported and left out. `where` ends in the name of the object. */
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
  const right = Object.entries(members).filter(([key, member]) =>
    isRightMember(given[key], key, member, where, report),
  );
  return Object.fromEntries(right.map(([key]) => [key, given[key]]));
}

function isRightMember(value: unknown, key: string, member: Member, where: string, report: ReportProblem): boolean {
  const { isRequired = false, isRight, kind, names = [], write, repair = () => write } = member;
  if (value === undefined) {
    if (isRequired) report(`${where} has no ${key}. Write ${write}.`);
    return false;
  }
  if (isRight(value)) return true;
  const right = `Write ${isText(value) ? repair(value) : write}.`;
  report(`${memberOf(where, key)} is ${quote(value)}, which is not ${kind}. ${didYouMean(value, names, right)}`);
  return false;
}

/** `vendors[0] (acme): hosts`, `vendors[0] (acme): codes['a'].code`. */
function memberOf(where: string, key: string): string {
  return where.endsWith(')') ? `${where}: ${key}` : `${where}.${key}`;
}
