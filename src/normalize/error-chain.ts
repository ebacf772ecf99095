/** The fields of an error that are read. */
export interface ErrorFacts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  /** The phase in which a timeout of got expired. */
  readonly event?: unknown;
}

/** An error, its causes, and the errors of an `AggregateError` (one per address). Circular chains are supported. */
export function* errorChain(error: unknown): Generator<ErrorFacts> {
  const queue = [error];
  const seen = new Set<unknown>();
  while (queue.length > 0 && seen.size < 16) {
    const current = queue.shift();
    if (typeof current !== 'object' || current === null) continue;
    const { errors, cause } = current as { errors?: unknown; cause?: unknown };
    if (Array.isArray(errors) && !seen.has(current)) {
      // The errors of an `AggregateError` come first, because it has only the code of the first one.
      queue.unshift(...errors.slice(0, 4), current);
    } else {
      yield current;
      if (!seen.has(cause)) queue.push(cause);
    }
    seen.add(current);
  }
}
