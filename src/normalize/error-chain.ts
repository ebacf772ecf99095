/** What is read of an error. */
export interface ErrorFacts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  /** The phase in which got's timeout ended. */
  readonly event?: unknown;
}

/** An error, its causes, and the errors of an `AggregateError` (one per address tried); a chain may be a circle. */
export function* errorChain(error: unknown): Generator<ErrorFacts> {
  const queue = [error];
  const seen = new Set<unknown>();
  while (queue.length > 0 && seen.size < 16) {
    const current = queue.shift();
    if (typeof current !== 'object' || current === null) continue;
    const { errors, cause } = current as { errors?: unknown; cause?: unknown };
    if (Array.isArray(errors) && !seen.has(current)) {
      // First its errors: it has the code of the first of them, without what else that one says.
      queue.unshift(...errors.slice(0, 4), current);
    } else {
      yield current;
      if (!seen.has(cause)) queue.push(cause);
    }
    seen.add(current);
  }
}
