import { parseHostPattern } from './vendors/hosts.js';
import type { CodeRow, TraceIdSource, Vendor } from './vendors/vendor.js';
import { isNormalizedCode, normalizedCodes } from './vocabulary.js';

/** Tells what is wrong, where, and what would be right. */
export type TellProblem = (problem: string) => void;

/**
 * A vendor without the parts of its definition that cannot work; `undefined` where nothing is left. TypeScript finds
 * most of these mistakes before; JavaScript does not.
 */
export function checkVendor(vendor: unknown, where: string, tell: TellProblem): Vendor | undefined {
  const { name, hosts, readError, codes } = (vendor ?? {}) as Partial<Vendor>;
  const missing = [
    ...(typeof name === 'string' && name !== '' ? [] : ['name']),
    ...(typeof readError === 'function' ? [] : ['readError']),
    ...(codes && typeof codes === 'object' ? [] : ['codes']),
  ];
  if (missing.length > 0) {
    const why = missing.length === 3 ? '' : `: it has no ${missing.join(', no ')}`;
    tell(`${where} is not a vendor${why}; use linq(), messagesDev(), trackly(), chert() or defineVendor({ … })`);
    return undefined;
  }
  const whole = vendor as Vendor;
  const at = `${where} (${name})`;
  const { readWebhook, messageId, ...others } = whole;
  return {
    ...others,
    ...checkWebhookParts({ readWebhook, messageId }, at, tell),
    hosts: checkList(hosts, `${at}: hosts`, tell).filter((host) => checkHost(host, at, tell)),
    traceId: checkList(whole.traceId, `${at}: traceId`, tell).filter((source) => checkTraceIdSource(source, at, tell)),
    successRoutes: checkList(whole.successRoutes, `${at}: successRoutes`, tell).filter((route) =>
      checkRoute(route, at, tell),
    ),
    routes: checkList(whole.routes, `${at}: routes`, tell).filter((route) => checkTemplate(route, at, tell)),
    codes: checkRows(whole.codes, `${at}: codes`, tell),
    messages: checkRows(whole.messages ?? {}, `${at}: messages`, tell),
    classes: whole.classes ?? {},
  };
}

/** What a vendor says of its webhooks; not given is right, too. */
function checkWebhookParts(
  { readWebhook, messageId }: { readonly readWebhook: unknown; readonly messageId: unknown },
  at: string,
  tell: TellProblem,
): Pick<Vendor, 'readWebhook' | 'messageId'> {
  const isReader = typeof readWebhook === 'function';
  const isPath = Array.isArray(messageId) && messageId.every((key) => typeof key === 'string');
  if (readWebhook !== undefined && !isReader)
    tell(`${at}: readWebhook is not a function, so its events are unknown; write readWebhook: (payload) => { … }`);
  if (messageId !== undefined && !isPath)
    tell(`${at}: messageId is not a list of keys, so it is left out; write messageId: ['message_id']`);
  return {
    ...(isReader && { readWebhook: readWebhook as NonNullable<Vendor['readWebhook']> }),
    ...(isPath && { messageId: messageId as readonly string[] }),
  };
}

function checkList<Item>(items: readonly Item[] | undefined, where: string, tell: TellProblem): readonly Item[] {
  if (items === undefined || Array.isArray(items)) return items ?? [];
  tell(`${where} is not a list; write it in square brackets`);
  return [];
}

function checkHost(host: unknown, at: string, tell: TellProblem): boolean {
  if (parseHostPattern(host) !== undefined) return true;
  const bare = String(host)
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '');
  const right =
    typeof host !== 'string' || parseHostPattern(bare) === undefined
      ? "'api.example.com', '127.0.0.1:8080' or '*.example.com'"
      : `'${bare}'`;
  tell(`${at}: host '${String(host)}' is not a host name; write ${right}, without scheme and path`);
  return false;
}

function checkTraceIdSource(source: TraceIdSource, at: string, tell: TellProblem): boolean {
  const { header, body } = (source ?? {}) as { header?: unknown; body?: unknown };
  if (typeof header === 'string' || (Array.isArray(body) && body.every((key) => typeof key === 'string'))) return true;
  tell(`${at}: a traceId source is neither { header: 'X-Trace-ID' } nor { body: ['trace_id'] }`);
  return false;
}

function checkRoute(route: unknown, at: string, tell: TellProblem): boolean {
  if (typeof route === 'string' && /^(?:[A-Z]+ )?\/\S*$/.test(route)) return true;
  tell(`${at}: success route '${String(route)}' is not a path; write '/api/send', 'POST /api/send' or '/api/*'`);
  return false;
}

function checkTemplate(route: unknown, at: string, tell: TellProblem): boolean {
  if (typeof route === 'string' && /^(?:\/(?:[^/{}\s]+|\{\w+\}))+$/.test(route) && !route.startsWith('/{')) return true;
  tell(
    `${at}: route '${String(route)}' is not a path; write '/v3/chats' or '/v3/chats/{chatId}', without method and host`,
  );
  return false;
}

function checkRows(rows: Readonly<Record<string, CodeRow>>, at: string, tell: TellProblem): Record<string, CodeRow> {
  return Object.fromEntries(
    Object.entries(rows).filter(([key, row]) => {
      const code: unknown = row?.code;
      if (typeof code === 'string' && isNormalizedCode(code)) return true;
      const near = Object.keys(normalizedCodes).filter((known) => known.startsWith(String(code).slice(0, 4)));
      const right = near.length > 0 ? near.join(', ') : 'a key of normalizedCodes';
      tell(`${at}['${key}'] names the unknown normalized code '${String(code)}'; right would be ${right}`);
      return false;
    }),
  );
}
