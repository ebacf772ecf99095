import { inject } from 'vitest';
import type { Received } from './received.js';

/** A series of an answer, with its value now. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface PrometheusSample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function getJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${text}`);
  return JSON.parse(text);
}

/** What the real Prometheus answers now: the series that have a number. */
export async function prometheus(query: string): Promise<Sample[]> {
  const url = `${inject('prometheusUrl')}/api/v1/query?query=${encodeURIComponent(query)}`;
  const { data } = await getJson<{ data: { resultType: string; result: PrometheusSample[] } }>(url);
  return data.result
    .map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** The alerts and spans that have come in so far. */
export async function received(): Promise<Received> {
  return getJson(inject('receivedUrl'));
}
