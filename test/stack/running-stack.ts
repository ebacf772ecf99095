import type { TestProject } from 'vitest/node';
import { startStack } from '../../examples/observability/stack/stack.mjs';
import { quick } from './quick.js';
import { type Received, serveReceived } from './received.js';

declare module 'vitest' {
  interface ProvidedContext {
    prometheusUrl: string;
    alertmanagerUrl: string;
    consoleUrl: string;
    receivedUrl: string;
  }
}

/** One stack for all files: the shipped configuration made quick, a service in trouble, and receivers of what comes out. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const received: Received = { alerts: [], spans: [] };
  const results = await serveReceived(received);
  try {
    const stack = await startStack({
      adapt: quick,
      env: {
        TRAFFIC_MIX: 'trouble',
        TRAFFIC_INTERVAL: '50',
        OTEL_BSP_SCHEDULE_DELAY: '500',
      },
      onAlert: (alert) => received.alerts.push(alert),
      onSpan: (span) => received.spans.push(span),
      seconds: 60,
    });
    project.provide('prometheusUrl', stack.prometheusUrl);
    project.provide('alertmanagerUrl', stack.alertmanagerUrl);
    project.provide('consoleUrl', stack.consoleUrl);
    project.provide('receivedUrl', results.url);
    return async () => {
      await stack.stop();
      results.close();
    };
  } catch (error) {
    results.close();
    throw error;
  }
}
