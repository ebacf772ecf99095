// An SDK that an application sets up itself. It prints a line for each span.

import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';

/** @type {import('@opentelemetry/sdk-node').tracing.SpanExporter} */
const exporter = {
  export(spans, done) {
    for (const { attributes } of spans) console.log(`other span ${attributes['vendor_api.trace_id']}`);
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
};
new NodeSDK({
  spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
  instrumentations: [getNodeAutoInstrumentations()],
}).start();
