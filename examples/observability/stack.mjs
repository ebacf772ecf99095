// @ts-check
// The stack without containers: `npm run stack`. Compared with compose.yaml, the Collector, Jaeger and Grafana are missing.
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
  console.log(`Prometheus    ${stack.prometheusUrl}/alerts
Alertmanager  ${stack.alertmanagerUrl}
Metrics       ${stack.metricsUrl}

Alerts are printed below as they come, the first in half a minute. Ctrl-C ends everything.
`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
