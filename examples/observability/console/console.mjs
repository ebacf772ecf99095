// @ts-check
import { createServer } from 'node:http';
import { alertsPage } from './alerts-page.mjs';
import { dashboardPage } from './dashboard-page.mjs';
import { page } from './html.mjs';
import { runBookPage } from './run-book.mjs';
import { spansOf, TraceStore } from './spans.mjs';
import { searchPage, tracePage } from './trace-pages.mjs';
import { fromExplore, fromJaeger } from './trace-query.mjs';

/**
 * @typedef {object} ConsoleOptions
 * @property {string} prometheusUrl
 * @property {number} [seconds] the time range of the dashboard
 * @property {(span: import('./spans.mjs').Span) => void} [onSpan]
 */

/** The maximum number of traces in a search. */
const LIMIT = 50;

/**
 * Replaces what is missing without containers: an OTLP/HTTP receiver with the pages that alerts link to, under the paths of
 * Jaeger and Grafana.
 *
 * @param {ConsoleOptions} options
 */
export async function startConsole({ prometheusUrl, seconds = 900, onSpan = () => {} }) {
  const traces = new TraceStore();
  /** @type {import('../stack/alert-log.mjs').Alert[]} */
  const alerts = [];

  /** @param {string} path @param {URLSearchParams} parameters */
  async function answer(path, parameters) {
    const [, area, id = ''] = path.split('/');
    if (area === '') return alertsPage(alerts);
    if (area === 'runbook') return runBookPage();
    if (area === 'd' && id === 'vendor-errors') return dashboardPage({ prometheusUrl, seconds }, parameters);
    if (area === 'search' || area === 'explore') {
      const query = area === 'search' ? fromJaeger(parameters) : fromExplore(parameters);
      return searchPage(traces.find(query, LIMIT), query);
    }
    const spans = area === 'trace' ? traces.get(id) : undefined;
    return spans && tracePage(spans);
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://console');
    try {
      if (request.method === 'POST' && pathname === '/v1/traces') {
        const chunks = await request.toArray();
        for (const span of spansOf(JSON.parse(Buffer.concat(chunks).toString()))) {
          traces.add(span);
          onSpan(span);
        }
        response.setHeader('content-type', 'application/json');
        response.end('{}');
        return;
      }
      const content = await answer(pathname, searchParams);
      response.statusCode = content === undefined ? 404 : 200;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(content ?? page('Not found', '<main><h1>Not found</h1></main>'));
    } catch (error) {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : 'The page failed.');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The console has no address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** @param {import('../stack/alert-log.mjs').Alert} alert */
    addAlert: (alert) => alerts.push(alert),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
