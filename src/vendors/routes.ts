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
    const segments = path.split('/', MOST_SEGMENTS + 1);
    if (segments.length > MOST_SEGMENTS) return undefined;
    if (segments.at(-1) === '') segments.pop();
    for (let begin = 1; begin < segments.length; begin++) {
      const first = this.#root.literal.get(segments[begin] ?? '');
      const template = first && follow(first, segments, begin + 1);
      if (template !== undefined) return template;
    }
    return undefined;
  }
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

/** What a segment is goes before any segment: `/chats/search` is not `/chats/{chatId}`. */
function follow(step: Step, segments: readonly string[], index: number): string | undefined {
  const segment = segments[index];
  if (segment === undefined) return step.template;
  const literal = step.literal.get(segment);
  const found = literal && follow(literal, segments, index + 1);
  if (found !== undefined || step.any === undefined || segment === '') return found;
  return follow(step.any, segments, index + 1);
}
