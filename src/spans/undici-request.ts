import { originInTarget } from '../common/absolute-form.js';

/** The target of undici's own request object. It is the same in all versions. */
export interface UndiciTarget {
  readonly origin: string | URL;
  readonly method: string;
  readonly path: string;
  /** The header `Host`, if the application or an interceptor has set it. */
  readonly host?: string | null;
}

/** The origin of a request, which its span has, too. A request to a forward proxy has the origin in its path. */
export function originOf({ origin, path }: UndiciTarget): string {
  return originInTarget(path) ?? (typeof origin === 'string' ? origin : origin.origin);
}
