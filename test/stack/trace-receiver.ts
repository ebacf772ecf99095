import { createRequire } from 'node:module';
import type { ReceivedSpan } from './received.js';

interface TraceService {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Readonly<Record<string, unknown>> };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<ReceivedSpan, 'service'>[] }[];
  }[];
}

/** What is used of the package, which has no types. */
interface MockOtlp {
  readonly MockOtlpServer: new (options: {
    logLevel: string;
    services: string[];
    httpHostname: string;
    httpPort: number;
    onTrace: (trace: unknown) => void;
  }) => { start(): Promise<void>; close(): Promise<void>; readonly httpUrl: { readonly href: string } };
  readonly normalizeTrace: (trace: unknown) => TraceService;
}

const require = createRequire(import.meta.url);
const { MockOtlpServer, normalizeTrace }: MockOtlp = require('@elastic/mockotlpserver');

/** A real OTLP/HTTP receiver on a free port. */
export async function startTraceReceiver(onSpan: (span: ReceivedSpan) => void) {
  const server = new MockOtlpServer({
    logLevel: 'warn',
    services: ['http'],
    httpHostname: '127.0.0.1',
    httpPort: 0,
    onTrace(trace) {
      for (const { resource, scopeSpans } of normalizeTrace(trace).resourceSpans) {
        const service = String(resource.attributes['service.name']);
        for (const { name, attributes } of scopeSpans.flatMap(({ spans }) => spans)) {
          onSpan({ name, service, attributes });
        }
      }
    },
  });
  await server.start();
  return { url: server.httpUrl.href.replace(/\/$/, ''), close: () => server.close() };
}
