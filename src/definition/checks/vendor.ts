import { givenOptions, isAsBuilt, withHosts } from '../built-in-vendor.js';
import type { Vendor, VendorDefinition, VendorOptions } from '../vendor.js';
import { checkHost } from './hosts.js';
import { checkMembers, isBoolean, isFunction, isList, isPlainObject, isText, type Member } from './members.js';
import { quote, type ReportProblem } from './problem.js';
import { checkRoute } from './routes.js';
import { checkClasses, checkRows } from './rows.js';
import { checkTraceIdSource, isKeyPath } from './trace-id.js';

const table = (write: string): Member => ({ isValid: isPlainObject, kind: 'a plain object', write });
const list = (key: string, example: string): Member => ({
  isValid: isList,
  kind: 'a list',
  write: `${key}: ['${example}']`,
  repair: (text) => `${key}: ['${text}']`,
});
const reader = (write: string): Member => ({ isValid: isFunction, kind: 'a function', write });

const members = {
  name: { isRequired: true, isValid: isText, kind: 'a text', write: "name: 'acme'" },
  documentation: {
    isValid: (value) => isText(value) && URL.canParse(value),
    kind: 'the address of a page',
    write: "documentation: 'https://docs.example.com/errors'",
  },
  codePage: {
    isValid: (value) => isText(value) && value.includes('{code}') && URL.canParse(value),
    kind: 'an address with {code}',
    write: "codePage: 'https://docs.example.com/errors/{code}'",
  },
  hosts: { isRequired: true, ...list('hosts', 'api.example.com') },
  traceId: {
    isValid: isList,
    kind: 'a list',
    write: "traceId: [{ header: 'X-Request-Id' }]",
    repair: (text) => `traceId: [{ header: '${text}' }]`,
  },
  readError: { isRequired: true, ...reader('readError: ({ body }) => ({ code: … })') },
  readBulk: reader('readBulk: ({ body }) => ({ accepted, failed, errors })'),
  successRoutes: list('successRoutes', 'POST /api/send'),
  routes: list('routes', '/v3/chats/{chatId}'),
  onlyRoutes: { isValid: isBoolean, kind: 'true or false', write: 'onlyRoutes: true' },
  readWebhook: reader("readWebhook: (payload) => ({ kind: 'failed' })"),
  messageId: { ...list('messageId', 'message_id'), isValid: isKeyPath, kind: 'a list of keys' },
  codes: { isRequired: true, ...table("codes: { too_fast: { code: 'rate_limited', retryable: true, remedy: '…' } }") },
  messages: table("messages: { 'Too fast': { code: 'rate_limited', retryable: true, remedy: '…' } }"),
  classes: table("classes: { '4xxx': { retryable: true } }"),
} satisfies Record<keyof VendorDefinition, Member>;

const options = { hosts: list('hosts', '127.0.0.1:8080') } satisfies Record<keyof VendorOptions, Member>;

/** A name that can be typed in queries, commands and environment variables. */
const NAME = /^[A-Za-z0-9][\w.-]*$/;

/**
 * A vendor without the invalid parts of its definition; `undefined` if it cannot be used. TypeScript finds most of these
 * mistakes at compile time; JavaScript does not.
 *
 * @param makers - The calls that create the built-in vendors, such as `linq()`, for the fix in a message.
 */
export function checkVendor(
  vendor: unknown,
  where: string,
  makers: readonly string[],
  report: ReportProblem,
): Vendor | undefined {
  if (!isPlainObject(vendor) || (vendor.name === undefined && vendor.readError === undefined)) {
    report(
      `${where} is ${quote(vendor)}, which is not a vendor. Write ${isMaker(vendor) ? `${vendor.name}()` : `${makers.join(', ')} or defineVendor({ … })`}.`,
    );
    return undefined;
  }
  const at = isText(vendor.name) ? `${where} (${vendor.name})` : where;
  if (isAsBuilt(vendor)) {
    checkOptions(vendor, at, report);
    const built = vendor as unknown as Vendor;
    return withHosts(
      built,
      built.hosts.filter((host) => checkHost(host, at, report)),
    );
  }
  const valid = checkMembers(vendor, members, at, report) as Partial<VendorDefinition>;
  checkOptions(vendor, at, report);
  const { name, readError, readBulk } = valid;
  if (name === undefined || readError === undefined) {
    report(`${at} is ignored, because it has no usable ${name === undefined ? 'name' : 'readError'}.`);
    return undefined;
  }
  checkName(name, at, report);
  const successRoutes = (valid.successRoutes ?? []).filter((route) => checkRoute(route, 'successRoutes', at, report));
  if (readBulk !== undefined && successRoutes.length === 0)
    report(`${at}: readBulk is never called without successRoutes. Write successRoutes: ['POST /api/send/bulk'].`);
  const routes = (valid.routes ?? []).filter((route) => checkRoute(route, 'routes', at, report));
  if (valid.onlyRoutes && routes.length === 0)
    report(`${at}: no call is watched with onlyRoutes and without routes. Write routes: ['/v3/chats/{chatId}'].`);
  return {
    ...valid,
    name,
    readError,
    hosts: (valid.hosts ?? []).filter((host) => checkHost(host, at, report)),
    traceId: (valid.traceId ?? []).filter((source, index) => checkTraceIdSource(source, index, at, report)),
    successRoutes,
    routes,
    codes: checkRows(valid.codes, `${at}: codes`, report),
    messages: checkRows(valid.messages, `${at}: messages`, report),
    classes: checkClasses(valid.classes, `${at}: classes`, report),
  };
}

function isMaker(value: unknown): value is { readonly name: string } {
  return typeof value === 'function' && value.name !== '';
}

function checkName(name: string, at: string, report: ReportProblem): void {
  if (NAME.test(name)) return;
  const fix = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|-+$/g, '');
  report(`${at}: name is ${quote(name)}, which is not a plain name. Write name: '${fix || 'acme'}'.`);
}

/** Reports invalid options that the user passed to the factory of a built-in vendor. */
function checkOptions(vendor: object, at: string, report: ReportProblem): void {
  const given = givenOptions(vendor);
  if (given === undefined) return;
  if (isPlainObject(given)) {
    checkMembers(given, options, `${at}: options`, report);
    return;
  }
  const host = isText(given) ? given : '127.0.0.1:8080';
  report(`${at}: the options are ${quote(given)}, which is not an object. Write { hosts: ['${host}'] }.`);
}
