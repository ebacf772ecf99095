import { prometheus, prometheusRange, type Sample } from './ask.js';
import type { Panel, Query } from './panels.js';

/** How long the graphs look back, in seconds. */
const SECONDS = 60;
const COLOURS = ['#7eb26d', '#eab839', '#6ed0e0', '#ef843c', '#e24d42', '#1f78c1', '#ba43a9', '#705da0', '#508642'];

const colour = (index: number) => COLOURS[index % COLOURS.length] ?? '';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function legendOf({ legend }: Query, labels: Readonly<Record<string, string>>): string {
  return escaped(legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? '').trim());
}

function written(value: number, unit: string): string {
  if (unit === 'percentunit') return `${(100 * value).toFixed(value < 0.1 ? 1 : 0)}%`;
  if (unit === 's') return `${value.toFixed(1)} s`;
  if (unit === 'cps' || unit === 'reqps') return `${value.toFixed(2)} /s`;
  return value.toFixed(0);
}

async function graph({ queries, stacked, unit }: Panel, width: number, height: number): Promise<string> {
  const answers = await Promise.all(
    queries.map(async (query) =>
      (await prometheusRange(query.expr, SECONDS)).map(({ metric, values }) => ({
        name: legendOf(query, metric),
        values,
      })),
    ),
  );
  const end = Date.now() / 1000;
  const sums = new Map<number, number>();
  const lines = answers.flat().map(({ name, values }) => ({
    name,
    points: values
      .filter(([, value]) => Number.isFinite(Number(value)))
      .map(([time, value]) => {
        const base = stacked ? (sums.get(time) ?? 0) : 0;
        sums.set(time, base + Number(value));
        return { time, base, top: base + Number(value) };
      }),
  }));
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ top }) => top)), 1e-9);
  const x = (time: number) => (((time - end) / SECONDS + 1) * width).toFixed(1);
  const y = (value: number) => (height - (value / most) * (height - 12)).toFixed(1);
  const paths = lines.map(({ points }, index) => {
    const top = points.map(({ time, top }) => `${x(time)},${y(top)}`);
    const bottom = points.map(({ time, base }) => `${x(time)},${y(base)}`).reverse();
    return `<polygon points="${[...top, ...bottom].join(' ')}" fill="${colour(index)}" fill-opacity="${stacked ? 0.6 : 0.1}"/>
      <polyline data-drawn="" points="${top.join(' ')}" fill="none" stroke="${colour(index)}" stroke-width="1.5"/>`;
  });
  const legend = lines.map(({ name }, index) => `<span style="color:${colour(index)}">■</span> ${name}`).join('&ensp;');
  return `<small>${written(most, unit)}</small><svg width="${width}" height="${height}">${paths.join('')}</svg><div class="legend">${legend}</div>`;
}

async function tiles({ queries: [query], unit }: Panel): Promise<string> {
  if (query === undefined) return '';
  const tile = ({ labels, value }: Sample) =>
    `<div data-drawn=""><b>${written(value, unit)}</b>${legendOf(query, labels)}</div>`;
  return `<div class="tiles">${(await prometheus(query.expr)).map(tile).join('')}</div>`;
}

async function bars({ queries: [query], unit }: Panel): Promise<string> {
  if (query === undefined) return '';
  const samples = await prometheus(query.expr);
  const most = Math.max(...samples.map(({ value }) => value));
  const bar = ({ labels, value }: Sample) =>
    `<div data-drawn="" class="bar"><i style="width:${(100 * value) / most}%"></i><span>${legendOf(query, labels)}</span>${written(value, unit)}</div>`;
  return samples.map(bar).join('');
}

async function table({ queries, columns }: Panel): Promise<string> {
  const rows = new Map<string, Record<string, string>>();
  for (const { expr, refId } of queries) {
    for (const { labels, value } of await prometheus(expr)) {
      const name = queries.length > 1 ? `Value #${refId}` : 'Value';
      const cell = written(value, refId === 'share' ? 'percentunit' : 'short');
      rows.set(JSON.stringify(labels), { ...rows.get(JSON.stringify(labels)), ...labels, [name]: cell });
    }
  }
  const head = Object.values(columns).map((title) => `<th>${title}</th>`);
  const cells = (row: Record<string, string>) =>
    Object.keys(columns).map((column) => `<td>${escaped(row[column] ?? '')}</td>`);
  const body = [...rows.values()].map((row) => `<tr data-drawn="">${cells(row).join('')}</tr>`);
  return `<table><tr>${head.join('')}</tr>${body.join('')}</table>`;
}

/** A panel as HTML, drawn after Grafana's manner, from what the real Prometheus answers. */
export async function drawPanel(panel: Panel, width: number, height: number): Promise<string> {
  if (panel.type === 'timeseries') return graph(panel, width, height);
  if (panel.type === 'stat') return tiles(panel);
  if (panel.type === 'bargauge') return bars(panel);
  return table(panel);
}
