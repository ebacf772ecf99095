/** A step down the path: by what the segment is, or by any segment. */
interface Step {
  /** By the length of their segments: most lengths have none, so that few texts are cut out of a path, and none is hashed. */
  readonly literals: { readonly segment: string; readonly step: Step }[][];
  any: Step | undefined;
  /** The route that ends here. */
  template: string | undefined;
}

/** No vendor nests deeper; a longer path is not worth the time. */
const MOST_SEGMENTS = 24;

function newStep(): Step {
  return { literals: [], any: undefined, template: undefined };
}

/** Finds the route of a path: what to call `/api/partner/v3/chats/550e8400` by, `/v3/chats/{chatId}`. */
export class RouteTable {
  readonly #root = newStep();

  constructor(routes: readonly string[]) {
    for (const template of routes) {
      let step = this.#root;
      for (const segment of template.split('/').slice(1)) step = descend(step, segment);
      step.template = template;
    }
  }

  /** The route that the path, or its end behind the base path of a client or proxy, is one of. */
  find(path: string): string | undefined {
    let begin = 1;
    for (let count = 0; count < MOST_SEGMENTS && begin < path.length; count += 1) {
      const end = endOfSegment(path, begin);
      // No route begins with a parameter.
      const first = literalStep(this.#root, path, begin, end);
      const template = first && follow(first, path, end + 1);
      if (template !== undefined) return template;
      begin = end + 1;
    }
    return undefined;
  }
}

/** Segment by segment, for splitting the path would take longer than all the rest. */
function endOfSegment(path: string, begin: number): number {
  const slash = path.indexOf('/', begin);
  return slash < 0 ? path.length : slash;
}

function descend(step: Step, segment: string): Step {
  if (segment.startsWith('{')) {
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

/** What a segment is goes before any segment: `/chats/search` is not `/chats/{chatId}`. A slash may end the path. */
function follow(step: Step, path: string, begin: number): string | undefined {
  let from = begin;
  let at: Step | undefined = step;
  while (from < path.length && at !== undefined) {
    const end = endOfSegment(path, from);
    const literal = literalStep(at, path, from, end);
    const any: Step | undefined = end === from ? undefined : at.any;
    const found = literal && any && follow(literal, path, end + 1);
    if (found !== undefined) return found;
    at = any ?? literal;
    from = end + 1;
  }
  return at?.template;
}
