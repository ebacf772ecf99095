import type { ClassRow, CodeRow } from '../code-row.js';
import { renewalTimes } from '../renewal-time.js';
import { isNormalizedCode, normalizedCodes, requestEffects } from '../vocabulary.js';
import { checkMembers, isBoolean, isPlainObject, isText, type Member } from './members.js';
import { quote, type ReportProblem } from './problem.js';

const isSeconds = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const rowMembers = {
  code: {
    isRequired: true,
    isValid: (value) => typeof value === 'string' && isNormalizedCode(value),
    kind: 'a normalized code',
    names: Object.keys(normalizedCodes),
    write: 'a key of normalizedCodes',
  },
  retryable: {
    isRequired: true,
    isValid: isBoolean,
    kind: 'true or false',
    write: 'retryable: true or retryable: false',
  },
  remedy: {
    isValid: isText,
    kind: 'a text',
    write: "remedy: 'Send fewer requests.'",
  },
  retryAfter: {
    isValid: isSeconds,
    kind: 'a number of seconds',
    write: 'retryAfter: 30',
    repair: (text) => `retryAfter: ${Number.parseFloat(text) || 30}`,
  },
  effect: {
    isValid: (value) => requestEffects.some((effect) => effect === value),
    kind: 'a known effect',
    names: requestEffects,
    write: requestEffects.map((effect) => `'${effect}'`).join(' or '),
  },
  renews: {
    isValid: (value) => renewalTimes.some((time) => time === value),
    kind: 'a time of renewal',
    names: renewalTimes,
    write: renewalTimes.map((time) => `'${time}'`).join(' or '),
  },
} satisfies Record<keyof CodeRow, Member>;

const classMembers = {
  retryable: {
    isValid: isBoolean,
    kind: 'true or false',
    write: 'retryable: true, or leave it out if it depends on the code',
  },
} satisfies Record<keyof ClassRow, Member>;

/** The valid rows of a vendor's codes or messages. */
export function checkRows(rows: unknown, where: string, report: ReportProblem): Readonly<Record<string, CodeRow>> {
  return checkEach<CodeRow>(
    rows,
    where,
    report,
    "{ code: 'rate_limited', retryable: true, remedy: '…' }",
    (row, at) => {
      const valid = checkMembers(row, rowMembers, at, report);
      return valid.code === undefined || valid.retryable === undefined
        ? undefined
        : ({ ...valid } as unknown as CodeRow);
    },
  );
}

/** The valid rows of a vendor's classes. */
export function checkClasses(rows: unknown, where: string, report: ReportProblem): Readonly<Record<string, ClassRow>> {
  return checkEach<ClassRow>(rows, where, report, '{ retryable: true }', (row, at) =>
    checkMembers(row, classMembers, at, report),
  );
}

function checkEach<Row>(
  rows: unknown,
  where: string,
  report: ReportProblem,
  example: string,
  check: (row: Readonly<Record<string, unknown>>, at: string) => Row | undefined,
): Readonly<Record<string, Row>> {
  if (!isPlainObject(rows)) return {};
  const checked = Object.entries(rows).map(([key, row]) => {
    const at = `${where}['${key}']`;
    if (isPlainObject(row)) return [key, check(row, at)] as const;
    report(`${at} is ${quote(row)}, which is not a row. Write ${example}.`);
    return [key, undefined] as const;
  });
  return Object.fromEntries(checked.filter((entry): entry is readonly [string, Row & {}] => entry[1] !== undefined));
}
