import { isParameter, parseRoute } from './route.js';

/** A route that ends at a step. */
interface Ending {
  readonly method: string | undefined;
  readonly template: string;
}

/** A step down the path: by what the segment is, or by any segment. */
interface Step {
  /** Grouped by the length of the segment: most lengths have no entry, so few texts are cut out of a path and none is hashed. */
  readonly literals: { readonly segment: string; readonly step: Step }[][];
  any: Step | undefined;
  /** The routes that end here. */
  readonly endings: Ending[];
  /** The routes that have a `*` here. */
  readonly prefixes: Ending[];
}

/** No vendor nests deeper; a longer path is not worth the time. */
const MAX_SEGMENTS = 24;

function newStep(): Step {
  return { literals: [], any: undefined, endings: [], prefixes: [] };
}

/** Finds the route of a path. What is no route is left out. */
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

  /** The route of the path, or of its end behind the base path of a client or proxy: `/v3/chats/{chatId}` for `/api/partner/v3/chats/550e8400`. */
  find(path: string, method?: string): string | undefined {
    let begin = 1;
    for (let count = 0; count < MAX_SEGMENTS && begin < path.length; count += 1) {
      const template = follow(this.#root, path, begin, method);
      if (template !== undefined) return template;
      begin = endOfSegment(path, begin) + 1;
    }
    return undefined;
  }

  /** Whether the whole path is one of the routes. An unknown path may be any. */
  matches(path: string | undefined, method?: string): boolean {
    if (path === undefined) return templateOf(this.#all, method) !== undefined;
    return follow(this.#root, path, 1, method) !== undefined;
  }
}

/** Segment by segment, because splitting the path would take longer than everything else. */
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

/** The step by what the segment of the path from `begin` to `end` is. */
function literalStep(step: Step, path: string, begin: number, end: number): Step | undefined {
  const literals = step.literals[end - begin];
  if (literals === undefined) return undefined;
  const wanted = path.slice(begin, end);
  for (const { segment, step: next } of literals) if (segment === wanted) return next;
  return undefined;
}

/**
 * A literal segment goes before a parameter, and a parameter before `*`: `/chats/search` is not `/chats/{chatId}`. A path
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

/** An unknown method may be any. */
function templateOf(endings: readonly Ending[], method: string | undefined): string | undefined {
  for (const ending of endings) {
    if (ending.method === undefined || method === undefined || ending.method === method.toUpperCase())
      return ending.template;
  }
  return undefined;
}
