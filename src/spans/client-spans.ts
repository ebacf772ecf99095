import { type Attributes, type Span, SpanKind, type SpanOptions, trace } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import { warnOfDoubleTracing } from './double-tracing.js';
import { isSpanOf, type RequestTarget } from './http-attributes.js';
import { scopeNameOf } from './scope-name.js';
import type { OnSpanStart } from './tracer-watch.js';

/** A client span with its start options, because not every SDK's spans are readable. */
export interface StartedSpan {
  readonly span: Span;
  readonly name: string;
  readonly attributes: Attributes;
}

interface Entry extends StartedSpan {
  readonly id: string;
  /** Whether the span belongs to a request of undici that was already created. */
  isEarlier: boolean;
}

/** A request that searches for its span. */
export interface SpanSeeker extends RequestTarget {
  /**
   * The ids of spans in the request's propagation headers, if the span may have started before the request was seen.
   */
  readonly spanIds?: readonly string[];
  /** Whether undici or fetch sends the request. @defaultValue false */
  readonly isUndici?: boolean;
}

/** How many client spans can be found by id. A request is sent soon after its span has started. */
const MAX_SPANS_BY_ID = 10_000;
/** A request is created right after its span has started, or in the same function call. */
const MAX_RECENT = 32;
/** How many client spans can be found without an id in a header. */
const MAX_WAITING = 100;

/** Finds the client span of a request, started by any instrumentation. Each span belongs to one request. */
export class ClientSpans {
  /** The spans of this turn of the event loop, because instrumentations start a span when they see the request. */
  #recent: Entry[] = [];
  /** The spans of earlier turns. Most spans are not among them, because their request takes them in their turn. */
  readonly #earlier = new WeakMap<Span, Entry>();
  readonly #byId: LRUCache<string, WeakRef<Span>> | undefined;
  /** The latest spans that can be found by id. */
  #waiting: WeakRef<Span>[] = [];

  /** @param findById - Whether requests find their span by {@link SpanSeeker.spanIds}. */
  constructor(findById: boolean) {
    if (findById) this.#byId = new LRUCache({ max: MAX_SPANS_BY_ID });
  }

  readonly onStart: OnSpanStart = (span, name, options: SpanOptions | undefined) => {
    if (!isClient(options)) return;
    const id = span.spanContext().spanId;
    // One tracer may call another one, so a span can be seen twice.
    if (this.#recent.at(-1)?.span === span) return;
    const entry = { span, id, name, attributes: options?.attributes ?? {}, isEarlier: false };
    if (this.#recent.length === 0) queueMicrotask(() => this.#retire(this.#recent.splice(0)));
    else if (this.#recent.length === MAX_RECENT) this.#retire(this.#recent.splice(0, 1));
    this.#recent.push(entry);
  };

  /** Returns the span of a request and removes it. */
  take(seeker: SpanSeeker): StartedSpan | undefined {
    const entry = this.#find(seeker);
    if (entry === undefined) return undefined;
    const index = this.#recent.lastIndexOf(entry);
    if (index >= 0) this.#recent.splice(index, 1);
    else this.#earlier.delete(entry.span);
    return entry;
  }

  /** Whether a request that is being created has a span. Spans of earlier requests to the same host are not its own. */
  has(seeker: SpanSeeker): boolean {
    return this.#find(seeker, (entry) => !entry.isEarlier) !== undefined;
  }

  /** To be called when a request of undici was created. */
  onRequestCreated(target: RequestTarget): void {
    for (const entry of this.#recent) entry.isEarlier ||= !isOfHttpModule(entry) && isSpanOf(entry, target);
  }

  /** Remembers the spans that no request has taken. Weak references cost the garbage collector time. */
  #retire(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#earlier.set(entry.span, entry);
      if (!entry.isEarlier) this.#remember(entry);
    }
  }

  #remember({ span, id }: Entry): void {
    if (this.#byId === undefined) return;
    const reference = new WeakRef(span);
    this.#byId.set(id, reference);
    this.#waiting.push(reference);
    if (this.#waiting.length > 2 * MAX_WAITING) this.#waiting = this.#waiting.slice(-MAX_WAITING);
  }

  /**
   * The span of a request without a span id in its headers. It must be the only candidate, because one of two may
   * belong to another call.
   */
  #findWaiting(isFree: (entry: Entry | undefined) => entry is Entry): Entry | undefined {
    const waiting = this.#waiting.map((reference) => {
      const span = reference.deref();
      return span?.isRecording() ? this.#earlier.get(span) : undefined;
    });
    const free = [...waiting, ...this.#recent].filter(isFree);
    return free.length === 1 ? free[0] : undefined;
  }

  #find(seeker: SpanSeeker, isCandidate: (entry: Entry) => boolean = () => true): Entry | undefined {
    const isFree = (entry: Entry | undefined): entry is Entry =>
      entry !== undefined &&
      isCandidate(entry) &&
      !(seeker.isUndici && isOfHttpModule(entry)) &&
      isSpanOf(entry, seeker);
    for (const id of seeker.spanIds ?? []) {
      const started = this.#recent.find((entry) => entry.id === id);
      if (isFree(started)) return started;
      const span = this.#byId?.get(id)?.deref();
      const entry = span && this.#earlier.get(span);
      if (isFree(entry)) return entry;
    }
    if (seeker.spanIds !== undefined) return this.#findActive(isFree) ?? this.#findWaiting(isFree);
    const recent = this.#recent.filter(isFree);
    if (recent.length > 1) warnOfDoubleTracing(recent.map(({ span }) => span));
    return recent.at(-1) ?? this.#findActive(isFree);
  }

  #findActive(isFree: (entry: Entry | undefined) => entry is Entry): Entry | undefined {
    const active = trace.getActiveSpan();
    const entry = active && (this.#recent.find(({ span }) => span === active) ?? this.#earlier.get(active));
    return isFree(entry) ? entry : undefined;
  }
}

/** Sentry 10.78 starts its spans of node:http without a kind, and sets the kind as an attribute. */
function isClient(options: SpanOptions | undefined): boolean {
  return options?.kind === SpanKind.CLIENT || options?.attributes?.['otel.kind'] === 'CLIENT';
}

/** Whether `HttpInstrumentation` has started a span, which is then of a request of node:http. */
function isOfHttpModule({ span }: Entry): boolean {
  return scopeNameOf(span) === '@opentelemetry/instrumentation-http';
}
