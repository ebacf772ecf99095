import { type Attributes, type Span, SpanKind, type SpanOptions, trace } from '@opentelemetry/api';
import { warnOnce } from '../common/warn.js';
import { isSpanOf, type RequestTarget } from './http-attributes.js';
import type { OnSpanStart } from './tracer-watch.js';

/** A client span, with what it was started with: not every SDK lets its spans be read. */
export interface StartedSpan {
  readonly span: Span;
  readonly name: string;
  readonly attributes: Attributes;
}

interface Entry extends StartedSpan {
  isTaken: boolean;
}

/** A request that looks for its span. */
export interface SpanSeeker extends RequestTarget {
  /** Ids of spans in the request's propagation headers, if the span may have started before anybody saw the request. */
  readonly spanIds?: readonly string[];
}

/** How many client spans can be found by their id; a request is sent soon after its span has started. */
const MAX_SPANS_BY_ID = 10_000;
/** A request is created right after its span has started, or in the same call of a function. */
const MAX_RECENT = 32;
/** How many client spans can be found although no header has their id. */
const MAX_WAITING = 100;

/** Finds the client span of a request, whoever has started it. Each span belongs to one request. */
export class ClientSpans {
  readonly #entries = new WeakMap<Span, Entry>();
  /** The latest that started in this turn of the event loop: instrumentations start a span when they see the request. */
  #recent: Entry[] = [];
  /** By id, in two generations: deleting the oldest span of one map for each new one would be slow. */
  #byId: Map<string, WeakRef<Span>> | undefined;
  #olderById: ReadonlyMap<string, WeakRef<Span>> | undefined;
  /** The latest of those that can be found by their id. */
  #waiting: WeakRef<Span>[] = [];

  /** @param findById - Whether requests look for their span by {@link SpanSeeker.spanIds}. */
  constructor(findById: boolean) {
    if (findById) this.#byId = new Map();
  }

  readonly onStart: OnSpanStart = (span, name, options: SpanOptions | undefined) => {
    // One tracer may call another one, so that a span is seen twice.
    if (!isClient(options) || this.#entries.has(span)) return;
    const entry = { span, name, attributes: options?.attributes ?? {}, isTaken: false };
    this.#entries.set(span, entry);
    this.#remember(span);
    if (this.#recent.length === 0)
      queueMicrotask(() => {
        this.#recent = [];
      });
    else if (this.#recent.length === MAX_RECENT) this.#recent.shift();
    this.#recent.push(entry);
  };

  /** Takes the span of a request. */
  take(seeker: SpanSeeker): StartedSpan | undefined {
    const entry = this.#find(seeker);
    if (entry === undefined) return undefined;
    entry.isTaken = true;
    const index = this.#recent.lastIndexOf(entry);
    if (index >= 0) this.#recent.splice(index, 1);
    return entry;
  }

  /** Whether a request has a span. */
  has(seeker: SpanSeeker): boolean {
    return this.#find(seeker) !== undefined;
  }

  #remember(span: Span): void {
    if (this.#byId === undefined) return;
    if (this.#byId.size >= MAX_SPANS_BY_ID / 2) {
      this.#olderById = this.#byId;
      this.#byId = new Map();
    }
    const reference = new WeakRef(span);
    this.#byId.set(span.spanContext().spanId, reference);
    this.#waiting.push(reference);
    if (this.#waiting.length > 2 * MAX_WAITING) this.#waiting = this.#waiting.slice(-MAX_WAITING);
  }

  /** The span of a request whose headers have no id of it: the only one that it can be, for one of two may be another call's. */
  #findWaiting(isFree: (entry: Entry | undefined) => entry is Entry): Entry | undefined {
    const entries = this.#waiting.map((reference) => {
      const span = reference.deref();
      return span?.isRecording() ? this.#entries.get(span) : undefined;
    });
    const free = entries.filter(isFree);
    return free.length === 1 ? free[0] : undefined;
  }

  #find(seeker: SpanSeeker): Entry | undefined {
    const isFree = (entry: Entry | undefined): entry is Entry =>
      entry !== undefined && !entry.isTaken && isSpanOf(entry, seeker);
    for (const id of seeker.spanIds ?? []) {
      const span = (this.#byId?.get(id) ?? this.#olderById?.get(id))?.deref();
      const entry = span && this.#entries.get(span);
      if (isFree(entry)) return entry;
    }
    const active = trace.getActiveSpan();
    const activeEntry = active && this.#entries.get(active);
    if (seeker.spanIds !== undefined) return isFree(activeEntry) ? activeEntry : this.#findWaiting(isFree);
    const recent = this.#recent.filter(isFree);
    if (recent.length > 1) warnOfDoubleTracing(recent);
    return recent.at(-1) ?? (isFree(activeEntry) ? activeEntry : undefined);
  }
}

/** Sentry 10.78 starts its spans of node:http without a kind, and writes the kind into an attribute. */
function isClient(options: SpanOptions | undefined): boolean {
  return options?.kind === SpanKind.CLIENT || options?.attributes?.['otel.kind'] === 'CLIENT';
}

/** Two spans for one request by instrumentations of one name: both are registered, and the plugin cannot remove one. */
function warnOfDoubleTracing(entries: readonly Entry[]): void {
  const names = entries.map(({ span }) => scopeNameOf(span)).filter((name) => name !== undefined);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  warnOnce(
    'VENDOR_ERRORS_DOUBLE_TRACING',
    `${twice} is registered twice, so each HTTP call has two client spans. Register it once: an SDK such as Sentry, or ` +
      'getNodeAutoInstrumentations(), already contains it.',
  );
}

/** Of the spans of OpenTelemetry's SDK: 2.x and later have the first, 1.x has the second. */
function scopeNameOf(span: Span): string | undefined {
  const { instrumentationScope, instrumentationLibrary } = span as {
    instrumentationScope?: { name: string };
    instrumentationLibrary?: { name: string };
  };
  return (instrumentationScope ?? instrumentationLibrary)?.name;
}
