/** A parsed route. */
export interface Route {
  /** The method in upper case; `undefined` if the route matches every method. */
  readonly method: string | undefined;
  /** The path as declared, for example `/v3/chats/{chatId}`. */
  readonly template: string;
  /** The segments without the `*`. */
  readonly segments: readonly string[];
  /** Whether the route ends in `*`, which stands for the rest of a path. */
  readonly isPrefix: boolean;
}

const ROUTE = /^(?:([A-Z]+) )?((?:\/(?:\{\w+\}|[^\s/{}*?#:<][^\s/{}*?#]*))+(?:\/\*)?|\/\*?)$/;

/**
 * Parses a route such as `/v3/chats`, `POST /v3/chats/{chatId}/messages` or `/api/hubspot/*`; `undefined` if it is
 * invalid.
 */
export function parseRoute(route: unknown): Route | undefined {
  const match = typeof route === 'string' ? ROUTE.exec(route) : null;
  const template = match?.[2];
  if (template === undefined) return undefined;
  const isPrefix = template.endsWith('/*');
  const path = isPrefix ? template.slice(0, -2) : template;
  return { method: match?.[1], template, segments: path.split('/').slice(1).filter(Boolean), isPrefix };
}

/** Whether a segment of a route stands for any segment of a path. */
export function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}
