import { build } from '../../examples/observability/grafana/dashboard.js';

/** What Grafana fills in, for a service that has been running for a minute. */
const macros: Readonly<Record<string, string>> = {
  $__rate_interval: '10s',
  $__range: '60s',
  $service: '.*',
  $vendor: '.*',
  $category: '.*',
};

/** A query of a panel as Grafana sends it. */
export interface Query {
  readonly refId: string;
  readonly expr: string;
  readonly legend: string;
  readonly range: boolean;
  /** The labels that the legend names. */
  readonly labels: readonly string[];
}

/** A panel of the dashboard, as far as tests look at it. */
export interface Panel {
  readonly type: string;
  readonly title: string;
  readonly unit: string;
  readonly stacked: boolean;
  readonly place: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly queries: readonly Query[];
  /** The columns of a table, by label; `Value` is the number. */
  readonly columns: Readonly<Record<string, string>>;
  /** The addresses that a value leads to, by title. */
  readonly links: Readonly<Record<string, string>>;
  /** The labels that columns and links name. */
  readonly labels: readonly string[];
}

interface Link {
  readonly title: string;
  readonly url: string;
}

/** What is used of a panel's JSON. */
interface PanelJson {
  readonly type: string;
  readonly title: string;
  readonly gridPos: Panel['place'];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit?: string;
      readonly links?: readonly Link[];
      readonly custom?: { readonly stacking?: { readonly mode: string } };
    };
    readonly overrides: readonly {
      readonly properties: readonly { readonly id: string; readonly value: readonly Link[] }[];
    }[];
  };
  readonly targets: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat: string;
    readonly range: boolean;
  }[];
  readonly transformations?: readonly {
    readonly id: string;
    readonly options: { readonly renameByName?: Panel['columns'] };
  }[];
}

/** The panels as they are in the JSON: what counts is what Grafana gets. */
export function panels(): Panel[] {
  const { panels: all } = JSON.parse(JSON.stringify(build()));
  return all.filter(({ type }: { type: string }) => type !== 'row').map(read);
}

function read({ type, title, gridPos, fieldConfig, targets, transformations = [] }: PanelJson): Panel {
  const overrides = fieldConfig.overrides.flatMap(({ properties }) => properties);
  const links = fieldConfig.defaults.links ?? overrides.find(({ id }) => id === 'links')?.value ?? [];
  const columns = transformations.find(({ id }) => id === 'organize')?.options.renameByName ?? {};
  const linked = links.flatMap(({ url }) => [...url.matchAll(/\$\{__(?:field\.labels|data\.fields)\.(\w+)\}/g)]);
  return {
    type,
    title,
    unit: fieldConfig.defaults.unit ?? 'short',
    stacked: fieldConfig.defaults.custom?.stacking?.mode === 'normal',
    place: gridPos,
    queries: targets.map(({ refId, expr, legendFormat, range }) => ({
      refId,
      expr: expr.replaceAll(/\$\w+/g, (macro) => macros[macro] ?? macro),
      legend: legendFormat,
      range,
      labels: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label ?? ''),
    })),
    columns,
    links: Object.fromEntries(links.map(({ title, url }) => [title, url])),
    labels: [
      ...Object.keys(columns).filter((column) => !column.startsWith('Value')),
      ...linked.map(([, label]) => label ?? ''),
    ],
  };
}
