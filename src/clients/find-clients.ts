import type { HookedInstrumentation } from './hooks.js';

/** The instrumentations whose spans can be enriched, by the name that each has in every version. */
const clientByInstrumentation = {
  '@opentelemetry/instrumentation-undici': 'undici',
  '@opentelemetry/instrumentation-http': 'http',
} as const satisfies Record<string, string>;

/** An HTTP client's instrumentation. */
export interface Client {
  readonly kind: (typeof clientByInstrumentation)[keyof typeof clientByInstrumentation];
  readonly instrumentation: HookedInstrumentation;
}

/** Finds the instrumentations that can be enriched in one, or in lists nested however deep. */
export function findClients(instrumentations: unknown): readonly Client[] {
  const all = [instrumentations].flat(Number.POSITIVE_INFINITY) as unknown[];
  return [...new Set(all)].flatMap((instrumentation) => {
    const name = (instrumentation as { instrumentationName?: unknown } | undefined | null)?.instrumentationName;
    if (typeof name !== 'string' || !Object.hasOwn(clientByInstrumentation, name)) return [];
    const kind = clientByInstrumentation[name as keyof typeof clientByInstrumentation];
    return [{ kind, instrumentation: instrumentation as HookedInstrumentation }];
  });
}
