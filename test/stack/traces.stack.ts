import { expect, it } from 'vitest';
import { panels } from '../../examples/observability/console/panels.mjs';
import type { Span } from '../../examples/observability/console/spans.mjs';
import { prometheus, received, type Sample } from './ask.js';

const POLLING = { timeout: 60_000, interval: 1000 };

it('spans arrive over OTLP with the attributes of the error', async () => {
  const wanted = { 'vendor_api.name': 'linq', 'vendor_api.error.native_code': '1007' };
  const find = async () => {
    const { spans } = await received();
    return spans.find(({ attributes }) => matches(attributes, wanted));
  };
  await expect.poll(find, POLLING).toBeDefined();
  expect(await find()).toMatchObject({
    service: 'vendor-errors-demo',
    attributes: {
      'http.response.status_code': 429,
      'peer.service': 'linq',
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.category': 'rate_limit',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.retry_after': 2,
      'vendor_api.error.message': 'Rate limit exceeded',
      'vendor_api.trace_id': expect.stringMatching(/^[0-9a-f]{32}$/),
    },
  });
});

const linked = panels().filter(({ links }) => Object.keys(links).length > 0);

it.each(linked)('the links of $title lead to existing traces', async ({ title, queries, links, labels: named }) => {
  // Few of the classes may have been done.
  const enough = title === 'Errors with a possible effect' ? 3 : 8;
  const series = await classesOnSpans(queries[0]?.expr ?? '', named, enough);
  const { spans } = await received();
  for (const { labels } of series) {
    for (const [link, url] of Object.entries(links)) {
      const sought = soughtBy(link, url, labels);
      const found = spans.some(({ service, attributes }) => service === labels.job && matches(attributes, sought));
      expect(found, `${link}: ${JSON.stringify(sought)}`).toBe(true);
    }
  }
});

/** The series of a panel whose errors are on spans: those of bulk items are not, their call succeeded. */
async function classesOnSpans(expr: string, named: readonly string[], enough: number): Promise<Sample[]> {
  const onSpans = async () => {
    const errors = await prometheus('vendor_api_client_errors_total{vendor_api_error_origin!="item"}');
    const samples = await prometheus(expr);
    return samples.filter(({ labels }) =>
      errors.some((error) => named.every((name) => error.labels[name] === labels[name])),
    );
  };
  await expect.poll(async () => (await onSpans()).length, POLLING).toBeGreaterThan(enough);
  const samples = await onSpans();
  // Spans are exported every half second.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return samples;
}

/** The attributes that a link's query asks for, with the labels of a series filled in as Grafana does. */
function soughtBy(title: string, url: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  const filled = url.replaceAll(/\$\{(?:__(?:field\.labels|data\.fields)\.)?(\w+)\}/g, (_, name) =>
    encodeURIComponent(labels[name] ?? name),
  );
  const panes = JSON.parse(new URL(filled, 'http://grafana').searchParams.get('panes') ?? '');
  const [query] = panes.traces.queries;
  if (title === 'Traces in Jaeger') {
    expect(query).toMatchObject({ queryType: 'search', service: labels.job });
    return Object.fromEntries(query.tags.split(' ').map((tag: string) => tag.split('=')));
  }
  expect(query.query).toMatch(/^\{ span\.[\w.]+ = "[^"]+"( && span\.[\w.]+ = "[^"]+")* \}$/);
  return Object.fromEntries(
    [...query.query.matchAll(/span\.([\w.]+) = "([^"]+)"/g)].map(([, name, value]) => [name, value]),
  );
}

function matches(attributes: Span['attributes'], wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => attributes[name] === value);
}
