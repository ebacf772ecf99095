import events from '../../model/vendor_api/events.yaml';
import metrics from '../../model/vendor_api/metrics.yaml';
import registry from '../../model/vendor_api/registry.yaml';
import spans from '../../model/vendor_api/spans.yaml';

interface ModelAttribute {
  readonly id?: string;
  readonly ref?: string;
  readonly type?: string | { readonly members: readonly { readonly value: string; readonly brief: string }[] };
  readonly brief?: string;
  readonly note?: string;
}

interface ModelGroup {
  readonly type: string;
  readonly name?: string;
  readonly metric_name?: string;
  readonly unit?: string;
  readonly brief: string;
  readonly note?: string;
  readonly attributes?: readonly ModelAttribute[];
}

/** An attribute, a metric or a log event that the plugin writes. */
export interface TelemetryName {
  readonly name: string;
  readonly type: 'attribute' | 'metric' | 'log event';
  readonly meaning: string;
  /** The unit of a metric. */
  readonly unit?: string;
  /** The values of an attribute with a closed set of values. */
  readonly values?: readonly { readonly value: string; readonly meaning: string }[];
}

const groups = [registry, spans, metrics, events].flatMap((file) => (file as { groups: readonly ModelGroup[] }).groups);

function meaningOf({ brief, note }: { readonly brief?: string; readonly note?: string }): string {
  return [brief, note]
    .filter((text) => text !== undefined)
    .join(' ')
    .trim();
}

function attribute({ id, ref, type, ...texts }: ModelAttribute): readonly TelemetryName[] {
  // OpenTelemetry's own attributes are described where the plugin writes them.
  const name = id ?? (ref?.startsWith('vendor_api.') ? undefined : ref);
  const meaning = meaningOf(texts);
  if (name === undefined || meaning === '') return [];
  const members = typeof type === 'object' ? type.members : [];
  const values = members.map(({ value, brief }) => ({ value, meaning: brief }));
  return [{ name, type: 'attribute', meaning, ...(values.length === 0 ? {} : { values }) }];
}

function described(group: ModelGroup): readonly TelemetryName[] {
  const attributes = (group.attributes ?? []).flatMap(attribute);
  const { metric_name: metric, name: event, unit } = group;
  if (metric !== undefined)
    return [{ name: metric, type: 'metric', meaning: meaningOf(group), ...(unit && { unit }) }, ...attributes];
  if (event !== undefined) return [{ name: event, type: 'log event', meaning: meaningOf(group) }, ...attributes];
  return attributes;
}

/** Everything that the plugin writes, each name once. */
export const telemetryNames: readonly TelemetryName[] = [
  ...new Map(
    groups
      .flatMap(described)
      .reverse()
      .map((each) => [each.name, each]),
  ).values(),
].reverse();

/** The suffixes that Prometheus appends to the name of a metric: its unit and the type of the sample. */
const PROMETHEUS_SUFFIX = /(?:_(?:seconds|milliseconds|ratio))?(?:_(?:total|bucket|count|sum|created))?$/;

const asInPrometheus = (name: string) => name.replaceAll('.', '_');

/**
 * The attribute, metric or event with a name in the notation of OpenTelemetry or Prometheus:
 * `vendor_api_client_errors_total`.
 */
export function findTelemetryName(text: string): TelemetryName | undefined {
  const name = asInPrometheus(text.toLowerCase());
  const stem = name.replace(PROMETHEUS_SUFFIX, '');
  return (
    telemetryNames.find((each) => asInPrometheus(each.name) === name) ??
    telemetryNames.find((each) => each.type === 'metric' && asInPrometheus(each.name) === stem)
  );
}
