import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { ATTR_VENDOR_API_NAME } from '../../../src/telemetry/semconv.js';

/** Span attributes and the values that a link looks for. */
type Sought = Readonly<Record<string, string>>;

/** The address of Explore with a query. Macros are unchanged, because Grafana replaces and encodes them. */
function explore(dataSource: string, type: string, query: object): string {
  const pane = {
    datasource: dataSource,
    queries: [{ refId: 'A', datasource: { type, uid: dataSource }, ...query }],
    range: { from: `\${__from}`, to: `\${__to}` },
  };
  const panes = encodeURIComponent(JSON.stringify({ traces: pane }));
  return `/explore?schemaVersion=1&orgId=1&panes=${panes.replaceAll(/%24%7B.*?%7D/g, decodeURIComponent)}`;
}

function jaeger(service: string, sought: Sought): string {
  const tags = Object.entries(sought).map(([attribute, value]) => `${attribute}=${value}`);
  return explore(`\${jaeger}`, 'jaeger', { queryType: 'search', service, tags: tags.join(' '), limit: 20 });
}

function tempo(sought: Sought): string {
  const conditions = Object.entries(sought).map(([attribute, value]) => `span.${attribute} = "${value}"`);
  const query = `{ ${conditions.join(' && ')} }`;
  return explore(`\${tempo}`, 'tempo', { queryType: 'traceql', query, tableType: 'traces', limit: 20 });
}

/**
 * Links to the traces of a value of a panel. Jaeger searches within one service, so the job must have its name.
 *
 * @param macro - The macro for a label of the value: {@link ofSeries} or {@link ofRow}.
 * @param labels - The labels that select the traces, by span attribute.
 */
export function traceLinks(macro: (label: string) => string, labels: Readonly<Record<string, string>>) {
  const sought = Object.fromEntries(
    Object.entries({ [ATTR_VENDOR_API_NAME]: 'vendor_api_name', ...labels }).map(([attribute, label]) => [
      attribute,
      macro(label),
    ]),
  );
  return [
    new DashboardLinkBuilder('Traces in Jaeger').url(jaeger(macro('job'), sought)).targetBlank(true),
    new DashboardLinkBuilder('Traces in Tempo').url(tempo(sought)).targetBlank(true),
  ];
}

/** A label of a graph's series. */
export const ofSeries = (label: string) => `\${__field.labels.${label}}`;

/** A column of a table's row. */
export const ofRow = (column: string) => `\${__data.fields.${column}}`;
