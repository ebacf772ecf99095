import { isParameter, parseRoute } from './route.js';

/** A route that ends at a step. */
interface Ending {
  readonly method: string | undefined;
  readonly template: string;
}

/** A node of the tree of routes, for a literal segment or for any segment. */
interface Step {
  /**
   * Grouped by the length of the segment. Most lengths have no entry, so few strings are cut out of a path and none is
   * hashed.
   */
  readonly literals: { readonly segment: string; readonly step: Step }[][];
  any: Step | undefined;
  /** The routes that end here. */
  readonly endings: Ending[];
  /** The routes whose `*` begins here. */
  readonly prefixes: Ending[];
}

/** No vendor has deeper paths. */
const MAX_SEGMENTS = 24;

function newStep(): Step {
  return { literals: [], any: undefined, endings: [], prefixes: [] };
}

/** Finds the route of a path. Invalid routes are ignored. */
export class RouteTable {
  readonly #root = newStep();
  readonly #all: Ending[] = [];

  constructor(routes: readonly string[]) {
    for (const { method, template, segments, isPrefix } of routes.flatMap((route) => parseRoute(route) ?? [])) {
      let step = this.#root;
      for (const segment of segments) step = descend(step, segment);
      const ending = { method, template };
      (isPrefix ? step.prefixes : step.endings).push(ending);
      this.#all.push(ending);
    }
  }

  /**
   * The route of the path, or of the part after the base path of a client or proxy: `/v3/chats/{chatId}` for
   * `/api/partner/v3/chats/550e8400`.
   */
  find(path: string, method?: string): string | undefined {
    let begin = 1;
    for (let count = 0; count < MAX_SEGMENTS && begin < path.length; count += 1) {
      const template = follow(this.#root, path, begin, method);
      if (template !== undefined) return template;
      begin = endOfSegment(path, begin) + 1;
    }
    return undefined;
  }

  /** Whether the whole path matches a route. An unknown path matches all routes. */
  matches(path: string | undefined, method?: string): boolean {
    if (path === undefined) return templateOf(this.#all, method) !== undefined;
    return follow(this.#root, path, 1, method) !== undefined;
  }
}

/** Reads segment by segment, because splitting the path would take longer than all other steps. */
function endOfSegment(path: string, begin: number): number {
  const slash = path.indexOf('/', begin);
  return slash < 0 ? path.length : slash;
}

function descend(step: Step, segment: string): Step {
  if (isParameter(segment)) {
    step.any ??= newStep();
    return step.any;
  }
  const known = literalStep(step, segment, 0, segment.length);
  if (known !== undefined) return known;
  const next = newStep();
  step.literals[segment.length] ??= [];
  step.literals[segment.length]?.push({ segment, step: next });
  return next;
}

/** The node for the segment of the path from `begin` to `end`. */
function literalStep(step: Step, path: string, begin: number, end: number): Step | undefined {
  const literals = step.literals[end - begin];
  if (literals === undefined) return undefined;
  const wanted = path.slice(begin, end);
  for (const { segment, step: next } of literals) if (segment === wanted) return next;
  return undefined;
}

/**
 * Literal segments match before parameters, and parameters before `*`: `/chats/search` is not `/chats/{chatId}`. A path
 * may end in a slash.
 */
function follow(step: Step, path: string, begin: number, method: string | undefined): string | undefined {
  let from = begin;
  let at: Step | undefined = step;
  let prefix: string | undefined;
  while (at !== undefined) {
    if (from <= path.length) prefix = templateOf(at.prefixes, method) ?? prefix;
    if (from >= path.length) break;
    const end = endOfSegment(path, from);
    const literal = literalStep(at, path, from, end);
    const any: Step | undefined = end === from ? undefined : at.any;
    const found = literal && any && follow(literal, path, end + 1, method);
    if (found !== undefined) return found;
    at = any ?? literal;
    from = end + 1;
  }
  return (at && templateOf(at.endings, method)) ?? prefix;
}

/** An unknown method matches all methods. */
function templateOf(endings: readonly Ending[], method: string | undefined): string | undefined {
  for (const ending of endings) {
    if (ending.method === undefined || method === undefined || ending.method === method.toUpperCase())
      return ending.template;
  }
  return undefined;
}
