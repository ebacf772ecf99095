import { trace } from '@opentelemetry/api';
import { CONFIG_VARIABLE, type ConfigFile, importConfigFile, requireConfigFile } from '../configuration/config-file.js';
import type { VendorErrorsInstrumentation } from '../instrumentation/instrumentation.js';
import { isSdkRegistered } from './api-copies.js';
import { startOwnSdk } from './own-sdk.js';
import { isBundled } from './packages.js';
import { makePlugin } from './plugin.js';
import { report } from './report.js';

const MAX_WAIT_FOR_SDK_MS = 2_000;
const SDK = '@opentelemetry/sdk-node';
const JOINED = 'another OpenTelemetry SDK is registered, so no second one is started; the plugin uses that SDK';
const HANDED_OVER =
  'another OpenTelemetry SDK registers, so the one started here is shut down; the plugin uses that SDK';

let plugin: VendorErrorsInstrumentation | undefined;

/** For `--import`: the application waits until the configuration file is read. */
export async function startForImport(): Promise<void> {
  startSdk();
  const path = process.env[CONFIG_VARIABLE];
  startPlugin(path ? await importConfigFile(path) : { config: {} });
}

/** For `--require`, which cannot wait. */
export function startForRequire(): void {
  startSdk();
  const path = process.env[CONFIG_VARIABLE];
  startPlugin(path ? requireConfigFile(path) : { config: {} });
}

function startPlugin(file: ConfigFile): void {
  plugin = makePlugin(file);
}

/** Starts an SDK if there is none. It starts first, so that the imports of the configuration file are instrumented. */
function startSdk(): void {
  try {
    if (isSdkRegistered()) report(JOINED);
    else if (!startOwnSdk(onHandOver)) waitForOtherSdk();
  } catch (error) {
    report(`OpenTelemetry could not be started, so nothing is traced: ${String(error)}`);
  }
}

function onHandOver(): void {
  report(HANDED_OVER);
  restartPlugin();
  const provider = trace.getTracerProvider();
  // At the end of this turn, the other SDK is registered, possibly through another copy of the API.
  queueMicrotask(() => {
    if (trace.getTracerProvider() !== provider) restartPlugin();
  });
}

/** The plugin's own spans and metrics go to the SDK that is registered when it starts. */
function restartPlugin(): void {
  if (plugin?.getConfig().enabled !== true) return;
  plugin.disable();
  plugin.enable();
}

/** The application may register its own SDK in its first lines. */
function waitForOtherSdk(): void {
  const onTimeout = () => {
    clearTimeout(timer);
    process.off('exit', onTimeout);
    report(isSdkRegistered() ? JOINED : missingSdk());
  };
  const timer = setTimeout(onTimeout, MAX_WAIT_FOR_SDK_MS).unref();
  process.once('exit', onTimeout);
}

function missingSdk(): string {
  if (!isBundled()) return `${SDK} is missing, so nothing is traced; run: npm install ${SDK}`;
  return (
    `${SDK} cannot be loaded from a bundle, so nothing is traced; exclude this package and ${SDK} from the bundle ` +
    'and install both next to it, or start an SDK in the application'
  );
}
