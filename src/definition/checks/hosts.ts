import { parseHostPattern } from '../hosts.js';
import { quote, type ReportProblem } from './problem.js';

const FORMS = "'api.example.com', '127.0.0.1:8080' or '*.example.com'";

/** Whether a host of a vendor can be matched. */
export function checkHost(host: unknown, at: string, report: ReportProblem): boolean {
  if (parseHostPattern(host) !== undefined) return true;
  const bare = bareHost(host);
  const fix = parseHostPattern(bare) === undefined ? FORMS : `'${bare}'`;
  report(`${at}: host ${quote(host)} is not a host name. Write ${fix}, without scheme and path.`);
  return false;
}

function bareHost(host: unknown): unknown {
  if (typeof host !== 'string') return undefined;
  return host.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '');
}
