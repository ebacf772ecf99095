// @ts-check
// Prints the alerts that Alertmanager sends, instead of a pager. The address is in ALERT_LOG_HOST and ALERT_LOG_PORT.
import { startAlertLog } from './stack/alert-log.mjs';

const { url } = await startAlertLog({
  host: process.env.ALERT_LOG_HOST ?? '127.0.0.1',
  port: Number(process.env.ALERT_LOG_PORT ?? 9465),
});
console.log(`Alertmanager can send alerts to ${url}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
