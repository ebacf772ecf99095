/** A step down the path: by what the segment is, or by any segment. */
interface Step {
  readonly literal: Map<string, Step>;
  any: Step | undefined;
  /** The route that ends here. */
  template: string | undefined;
}

/** No vendor nests deeper; a longer path is not worth the time. */
const MOST_SEGMENTS = 24;

function newStep(): Step {
  return { literal: new Map(), any: undefined, template: undefined };
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
      const first = this.#root.literal.get(path.slice(begin, end));
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
  const next = step.literal.get(segment) ?? newStep();
  step.literal.set(segment, next);
  return next;
}

/** What a segment is goes before any segment: `/chats/search` is not `/chats/{chatId}`. A slash may end the path. */
function follow(step: Step, path: string, begin: number): string | undefined {
  if (begin >= path.length) return step.template;
  const end = endOfSegment(path, begin);
  const literal = step.literal.get(path.slice(begin, end));
  const found = literal && follow(literal, path, end + 1);
  if (found !== undefined || step.any === undefined || end === begin) return found;
  return follow(step.any, path, end + 1);
}
