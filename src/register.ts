/**
 * Starts OpenTelemetry with the plugin in it, without code in the application:
 * `node --import opentelemetry-instrumentation-vendor-errors/register app.js`
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { NodeSDK as NodeSDKClass } from '@opentelemetry/sdk-node';
import { VendorErrorsInstrumentation } from './instrumentation.js';
import { HOSTS_VARIABLE, vendorsFromEnvironment } from './vendors-from-environment.js';

// From here and not from the application's folder: package managers link optional peers where they are peers.
const require = createRequire(import.meta.url);

function warn(message: string): void {
  console.error(`opentelemetry-instrumentation-vendor-errors/register: ${message}`);
}

/** A package that may not be there; `undefined` then. One that is there and broken is worth its stack trace. */
function optional<Package>(name: string): Package | undefined {
  try {
    return require(name) as Package;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') console.error(error);
    return undefined;
  }
}

function start(NodeSDK: typeof NodeSDKClass): void {
  const { vendors, problems } = vendorsFromEnvironment(process.env);
  for (const problem of problems) warn(`${HOSTS_VARIABLE}: ${problem}`);
  const auto = optional<{ getNodeAutoInstrumentations(): object[] }>('@opentelemetry/auto-instrumentations-node');
  const instrumentations = auto?.getNodeAutoInstrumentations();
  const vendorErrors = new VendorErrorsInstrumentation({ vendors });
  const sdk = new NodeSDK({ instrumentations: [...((instrumentations ?? []) as never[]), vendorErrors] });
  sdk.start();
  // Instrumentations patch node:http when it is required the next time, and ES modules see that after a sync.
  require('node:http');
  require('node:https');
  syncBuiltinESMExports();

  const shutdown = () => sdk.shutdown().catch((error: unknown) => warn(`shutting down failed: ${String(error)}`));
  process.once('beforeExit', shutdown);
  process.once('SIGTERM', async () => {
    await shutdown();
    // Without a listener the signal ends the process, as it would without us. An application's own listener does that.
    if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
  });
}

const sdk = optional<{ NodeSDK: typeof NodeSDKClass }>('@opentelemetry/sdk-node');
if (sdk === undefined) {
  warn('@opentelemetry/sdk-node is missing, so nothing is traced; run: npm install @opentelemetry/sdk-node');
} else {
  try {
    start(sdk.NodeSDK);
  } catch (error) {
    warn(`OpenTelemetry could not be started, so nothing is traced: ${String(error)}`);
  }
}
