// @ts-check
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startConsole } from '../console/console.mjs';
import { print, startAlertLog } from './alert-log.mjs';
import { freePort, startProgram } from './programs.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const MISSING = 'Prometheus or Alertmanager is missing. On Debian: apt-get install prometheus prometheus-alertmanager';

/**
 * @typedef {object} StackOptions
 * @property {(name: string, text: string) => string} [adapt] changes a configuration file before it is used
 * @property {Record<string, string>} [env] of the traffic's process
 * @property {(alert: import('./alert-log.mjs').Alert) => void} [onAlert] instead of printing alerts
 * @property {(span: import('../console/spans.mjs').Span) => void} [onSpan]
 * @property {number} [seconds] the time range of the console's dashboard
 */

/**
 * Starts the services of compose.yaml that do not need containers (the traffic, Prometheus, Alertmanager and the alert log),
 * and the console instead of Jaeger and Grafana. It uses the same files with other addresses: free ports of 127.0.0.1.
 *
 * @param {StackOptions} [options]
 */
export async function startStack({ adapt = (_, text) => text, env = {}, onAlert = print, onSpan, seconds } = {}) {
  /** @type {(() => unknown)[]} */
  const stops = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'vendor-errors-stack-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const [traffic, prometheus, alertmanager] = await addresses();
    const prometheusUrl = `http://${prometheus}`;
    const operations = await startConsole({ prometheusUrl, ...(onSpan && { onSpan }), ...(seconds && { seconds }) });
    stops.push(operations.close);
    const alertLog = await startAlertLog({
      onAlert(alert) {
        operations.addAlert(alert);
        onAlert(alert);
      },
    });
    stops.push(alertLog.close);

    await cp(join(here, 'prometheus'), folder, { recursive: true });
    await cp(join(here, 'alertmanager'), folder, { recursive: true });
    for (const name of ['prometheus.yml', 'vendor-errors.rules.yaml', 'alertmanager.yml']) {
      const text = adapt(name, await readFile(join(folder, name), 'utf8'));
      const replaced = text
        .replaceAll('traffic:9464', traffic)
        .replaceAll('alertmanager:9093', alertmanager)
        .replaceAll('http://alert-log:9465', alertLog.url)
        .replaceAll('https://runbooks.example.test/vendor-errors.md', `${operations.url}/runbook`)
        .replaceAll(/https:\/\/(?:grafana|jaeger)\.example\.test/g, operations.url);
      await writeFile(join(folder, name), replaced);
    }

    /** @param {string} command @param {string[]} parameters @param {Parameters<typeof startProgram>[2]} options */
    const start = async (command, parameters, options) => {
      const program = await startProgram(command, parameters, { missing: MISSING, ...options });
      stops.push(program.stop);
    };
    await start(process.execPath, [join(here, 'traffic.mjs')], {
      ready: `http://${traffic}/metrics`,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: operations.url,
        OTEL_EXPORTER_PROMETHEUS_PORT: new URL(`http://${traffic}`).port,
        ...env,
      },
    });
    await start(
      'prometheus-alertmanager',
      [
        `--config.file=${join(folder, 'alertmanager.yml')}`,
        `--storage.path=${join(folder, 'alerts')}`,
        `--web.listen-address=${alertmanager}`,
        `--web.external-url=http://${alertmanager}`,
        '--cluster.listen-address=',
      ],
      { ready: `http://${alertmanager}/-/ready` },
    );
    await start(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${prometheus}`,
        `--web.external-url=${prometheusUrl}`,
      ],
      { ready: `http://${prometheus}/-/ready` },
    );
    return {
      metricsUrl: `http://${traffic}/metrics`,
      consoleUrl: operations.url,
      prometheusUrl,
      alertmanagerUrl: `http://${alertmanager}`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns {Promise<[string, string, string]>} */
async function addresses() {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  return [`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`, `127.0.0.1:${ports[2]}`];
}
