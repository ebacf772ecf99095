// @ts-check
import { createServer } from 'node:http';

/**
 * An alert of Alertmanager's webhooks, with the path of the webhook.
 *
 * @typedef {object} Alert
 * @property {string} receiver
 * @property {'firing' | 'resolved'} status
 * @property {Record<string, string>} labels
 * @property {Record<string, string>} annotations
 */

/** @param {Alert} alert */
export function print({ receiver, status, labels, annotations }) {
  console.log(`${receiver}: ${status}: ${annotations.summary} (${labels.alertname})`);
  if (status !== 'firing') return;
  const links = [
    `run-book   ${annotations.runbook_url}`,
    `dashboard  ${annotations.dashboard_url}`,
    `traces     ${annotations.jaeger_url}`,
  ];
  console.log(`  ${[annotations.description, ...links].join('\n').replaceAll('\n', '\n  ')}`);
}

/**
 * Receives Alertmanager's webhooks and reports each alert.
 *
 * @param {{ host?: string, port?: number, onAlert?: (alert: Alert) => void }} [options]
 */
export async function startAlertLog({ host = '127.0.0.1', port = 0, onAlert = print } = {}) {
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    for (const alert of JSON.parse(Buffer.concat(chunks).toString()).alerts) {
      onAlert({ ...alert, receiver: request.url?.slice(1) });
    }
    response.end();
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The alert log has no address.');
  return {
    url: `http://${host}:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
