// What other backends' SDKs send, as spans of one form.

/** Sentry: lines of JSON, a header before each item; a transaction holds its spans, newer SDKs send them on their own. */
export function sentrySpans(bytes) {
  const lines = bytes.toString().split('\n').filter(Boolean).map(parse);
  return lines.flatMap((line) => {
    if (Array.isArray(line?.items)) return line.items.filter((item) => item.span_id).map(sentryStreamed);
    if (line?.type === 'transaction' && line.contexts) return [line.contexts.trace, ...line.spans].map(sentrySpan);
    return [];
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const sentrySpan = ({ op, description, data = {}, origin, span_id, status }) => ({
  isClient: op?.startsWith('http.client') || data['sentry.kind'] === 'client',
  id: span_id,
  name: description,
  scope: origin,
  attributes: data,
  status,
});

function sentryStreamed({ name, span_id, status, attributes = {} }) {
  const data = Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [key, attribute.value]));
  return sentrySpan({ op: data['sentry.op'], description: name, data, origin: data['sentry.origin'], span_id, status });
}

/** Azure Application Insights: a dependency is a client span. */
export function azureSpans(bytes) {
  return azureEnvelopes(bytes)
    .filter(({ data }) => data?.baseType === 'RemoteDependencyData' || data?.baseType === 'RequestData')
    .map(({ data: { baseType, baseData } }) => ({
      isClient: baseType === 'RemoteDependencyData',
      id: baseData.id,
      name: baseData.name,
      attributes: { ...baseData.properties, 'url.full': baseData.data ?? baseData.url },
      status: baseData.resultCode,
    }));
}

function azureEnvelopes(bytes) {
  const text = bytes.toString();
  return text.startsWith('[') ? JSON.parse(text) : text.split('\n').filter(Boolean).map(parse);
}

/** Azure's metrics: the sum of what came since the last export. */
export function azurePoints(bytes) {
  return azureEnvelopes(bytes)
    .filter(({ data }) => data?.baseType === 'MetricData')
    .flatMap(({ data: { baseData } }) =>
      baseData.metrics.map(({ name, value }) => ({
        name,
        isDelta: true,
        series: JSON.stringify(baseData.properties),
        value,
      })),
    );
}
