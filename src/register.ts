/**
 * Starts OpenTelemetry with the plugin in it, without code in the application:
 * `node --import opentelemetry-instrumentation-vendor-errors/register app.js`
 */
import { report } from './register/report.js';

try {
  // Not a static import: a package that is missing must not take the application down.
  const { startForImport } = await import('./register/main.js');
  await startForImport();
} catch (error) {
  report(`the plugin could not be started: ${String(error)}`);
}
