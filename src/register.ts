/**
 * Starts OpenTelemetry with the plugin, without code in the application:
 * `node --import opentelemetry-instrumentation-vendor-errors/register app.js`
 */
import { report } from './register/report.js';

try {
  // Not a static import, because a missing package must not end the application.
  const { startForImport } = await import('./register/main.js');
  await startForImport();
} catch (error) {
  report(`the plugin could not be started: ${String(error)}`);
}
