import { unregister } from './api-copies.js';
import { builtinFunctions, disableOnly, type Instrumentation, patchHttp } from './builtin-patches.js';
import { beforeOtherSdk } from './other-sdk.js';
import { loadPackage } from './packages.js';
import { report } from './report.js';
import { type Sdk, shutDown, shutDownAtEnd } from './shutdown.js';

interface SdkNode {
  NodeSDK: new (options: { instrumentations: readonly Instrumentation[] }) => Sdk;
}

interface AutoInstrumentations {
  getNodeAutoInstrumentations(): Instrumentation[];
}

/**
 * Starts a `NodeSDK` with the auto-instrumentations, if both are installed; `false` if there is no `NodeSDK`. It makes
 * way for an SDK that the application, or another `--import`, registers later.
 */
export function startOwnSdk(onHandOver: () => void): boolean {
  const NodeSDK = loadPackage<SdkNode>('@opentelemetry/sdk-node')?.NodeSDK;
  if (NodeSDK === undefined) return false;
  const instrumentations = autoInstrumentations();
  const sdk = new NodeSDK({ instrumentations });
  sdk.start();
  patchHttp(instrumentations);
  const patched = builtinFunctions();
  const cancelShutdown = shutDownAtEnd(sdk);
  beforeOtherSdk((copies) => {
    cancelShutdown();
    disableOnly(instrumentations, patched);
    unregister(copies);
    void shutDown(sdk);
    onHandOver();
  });
  return true;
}

function autoInstrumentations(): readonly Instrumentation[] {
  try {
    const auto = loadPackage<AutoInstrumentations>('@opentelemetry/auto-instrumentations-node');
    return auto?.getNodeAutoInstrumentations() ?? [];
  } catch (error) {
    report(`@opentelemetry/auto-instrumentations-node cannot be used: ${String(error)}`);
    return [];
  }
}
