import { isParameter, parseRoute } from '../route.js';
import { quote, type ReportProblem } from './problem.js';

const FORMS = "'/v3/chats', 'POST /v3/chats/{chatId}' or '/files/*'";

/** Whether a route of a vendor can be matched. */
export function checkRoute(
  route: unknown,
  key: 'routes' | 'successRoutes',
  at: string,
  report: ReportProblem,
): boolean {
  const parsed = parseRoute(route);
  if (parsed === undefined) {
    const repaired = typeof route === 'string' ? repair(route) : undefined;
    const fix = parseRoute(repaired) === undefined ? FORMS : `'${repaired}'`;
    report(`${at}: ${key} contains ${quote(route)}, which is not a route. Write ${fix}.`);
    return false;
  }
  // Routes match behind any base path, so a route without a fixed segment would match every path.
  if (key === 'successRoutes' || !parsed.segments.every(isParameter)) return true;
  report(
    `${at}: routes contains ${quote(route)}, which matches every path. Write a fixed segment: '/v3/chats/{chatId}'.`,
  );
  return false;
}

/** The intended route, if only its notation is wrong. */
function repair(route: string): string {
  const match = /^\s*(get|head|post|put|patch|delete|options)\s+/i.exec(route);
  const path = route
    .slice(match?.[0].length ?? 0)
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  const last = segments.length - 1;
  const repaired = segments.map((segment, index) => (index === last && segment === '*' ? '*' : repairSegment(segment)));
  return `${match?.[1] === undefined ? '' : `${match[1].toUpperCase()} `}/${repaired.join('/')}`;
}

/** `:id`, `<id>`, `{chat-id}` and `*` stand for one segment. */
function repairSegment(segment: string): string {
  if (!/^[:<{*]/.test(segment)) return segment;
  return `{${segment.replace(/^\W+|\W+$/g, '').replace(/\W+/g, '_') || 'name'}}`;
}
