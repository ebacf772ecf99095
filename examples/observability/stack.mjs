// @ts-check
// The stack without containers: `npm run stack`. It has its own console instead of the Collector, Jaeger and Grafana.
import { startStack } from './stack/stack.mjs';

const starting = startStack();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    const stack = await starting.catch(() => undefined);
    await stack?.stop();
    process.exit();
  });
}
try {
  const stack = await starting;
  console.log(`Alerts        ${stack.consoleUrl}
Run-book      ${stack.consoleUrl}/runbook
Dashboard     ${stack.consoleUrl}/d/vendor-errors
Traces        ${stack.consoleUrl}/search
Prometheus    ${stack.prometheusUrl}/alerts
Alertmanager  ${stack.alertmanagerUrl}
Metrics       ${stack.metricsUrl}

Alerts are printed below as they come, each with links to the run-book, the dashboard and the traces. The first comes after
about half a minute. Ctrl-C ends everything.
`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
