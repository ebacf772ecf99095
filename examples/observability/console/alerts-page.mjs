// @ts-check
import { escaped, page } from './html.mjs';

/** @typedef {import('../stack/alert-log.mjs').Alert} Alert */

const LINKS = {
  runbook_url: 'run-book',
  code_url: 'page of the code',
  dashboard_url: 'dashboard',
  jaeger_url: 'traces (Jaeger)',
  tempo_url: 'traces (Tempo)',
};

/** @param {Alert} alert */
function alertPart({ receiver, status, labels, annotations }) {
  const given = Object.entries(LINKS).filter(([name]) => annotations[name]);
  const links = given.map(([name, title]) => `<a href="${escaped(annotations[name])}">${title}</a>`);
  return `<section><h2>${escaped(annotations.summary)}</h2><p>${escaped(labels.alertname)}, ${status}, sent to ${escaped(receiver)}: ${links.join(', ')}</p><pre>${escaped(annotations.description)}</pre></section>`;
}

/** The alerts that the pager received, the newest first. @param {readonly Alert[]} alerts */
export function alertsPage(alerts) {
  const parts = [...alerts].reverse().map(alertPart).join('');
  return page(
    'Alerts',
    `<main><h1>Alerts</h1>${parts || '<p>None yet. The first comes after about half a minute.</p>'}</main>`,
  );
}
