export const CLIENTS = ['fetch', 'axios', 'http'];
export const OUTCOMES = ['error', 'success', 'refused', 'other'];

/** The vendor's attributes that each call must have. */
const ATTRIBUTES = {
  error: (call) => ({
    'vendor_api.name': 'linq',
    'vendor_api.error.code': 'rate_limited',
    'vendor_api.trace_id': `trace-${call}`,
  }),
  success: (call) => ({ 'vendor_api.name': 'linq', 'vendor_api.trace_id': `trace-${call}` }),
  refused: () => ({ 'vendor_api.name': 'linq', 'vendor_api.error.code': 'connection_failed' }),
  other: () => ({}),
};
const ALL_ATTRIBUTES = ['vendor_api.name', 'vendor_api.error.code', 'vendor_api.trace_id'];

const hasAttributes = (span, wanted) => ALL_ATTRIBUTES.every((name) => span.attributes[name] === wanted[name]);

/** What came of one run, per client and outcome in the order of `OUTCOMES`, and the totals of the counters. */
export function measure({ spans: exported, points, traceparents }) {
  // Some SDKs export a span to several places, its last state counts.
  const spans = [...new Map(exported.map((span) => [span.id, span])).values()];
  const client = Object.fromEntries(
    CLIENTS.map((name) => {
      const calls = OUTCOMES.map((outcome) => {
        const call = `${name}-${outcome}`;
        const own = spans.filter((span) => span.isClient && isOf(span, call));
        const sent = traceparents[call] ?? [];
        return {
          spans: own.length,
          scopes: own.map(({ scope }) => scope).filter(Boolean),
          attributes: own.filter((span) => hasAttributes(span, ATTRIBUTES[outcome](call))).length,
          traceparents: sent.length,
          isParent: sent.every((value) => own.some(({ id }) => value.split('-')[2] === id)),
        };
      });
      return [name, calls];
    }),
  );
  return {
    client,
    requests: totalOf(points, 'vendor_api.client.requests'),
    errors: totalOf(points, 'vendor_api.client.errors'),
  };
}

function isOf(span, call) {
  return JSON.stringify([span.name, span.attributes]).includes(`/${call}`);
}

/** The sum over all series: the newest value of each that is cumulative, every value of each that is not. */
function totalOf(points, name) {
  const series = new Map();
  for (const point of points.filter((each) => each.name === name)) {
    series.set(point.series, point.isDelta ? (series.get(point.series) ?? 0) + point.value : point.value);
  }
  return [...series.values()].reduce((sum, value) => sum + value, 0);
}
