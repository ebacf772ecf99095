import { type ProxyTracerProvider, trace } from '@opentelemetry/api';
import { isSdkRegistered, unregister } from './api-copies.js';
import { BuiltinPatches, type Instrumentation } from './builtin-patches.js';
import { beforeOtherSdk } from './other-sdk.js';
import { loadPackage } from './packages.js';
import { report } from './report.js';
import { type Sdk, shutDown, shutDownAtEnd } from './shutdown.js';
import { SwitchableTracers } from './switchable-tracers.js';

interface SdkNode {
  NodeSDK: new (options: { instrumentations: readonly Instrumentation[] }) => Sdk;
}

interface AutoInstrumentations {
  getNodeAutoInstrumentations(): Instrumentation[];
}

/**
 * Starts a `NodeSDK` with the auto-instrumentations, if both are installed; returns `false` without `NodeSDK`. It stops
 * if the application, or another `--import`, registers an SDK later.
 */
export function startOwnSdk(onHandOver: () => void): boolean {
  const NodeSDK = loadPackage<SdkNode>('@opentelemetry/sdk-node')?.NodeSDK;
  if (NodeSDK === undefined) return false;
  const patches = new BuiltinPatches(autoInstrumentations);
  const sdk = new NodeSDK({ instrumentations: patches.instrumentations });
  sdk.start();
  const tracers = makeSwitchable();
  patches.patchHttp();
  const cancelShutdown = shutDownAtEnd(sdk);
  beforeOtherSdk((copies) => {
    cancelShutdown();
    patches.remove();
    unregister(copies);
    tracers?.switchToGlobal();
    void shutDown(sdk);
    onHandOver();
  });
  return true;
}

/** Puts {@link SwitchableTracers} between the API and the SDK; `undefined` if the SDK creates no spans. */
function makeSwitchable(): SwitchableTracers | undefined {
  if (!isSdkRegistered()) return undefined;
  const proxy = trace.getTracerProvider() as Partial<ProxyTracerProvider>;
  if (proxy.getDelegate === undefined || proxy.setDelegate === undefined) return undefined;
  const tracers = new SwitchableTracers(proxy.getDelegate());
  proxy.setDelegate(tracers);
  return tracers;
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
