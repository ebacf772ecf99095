import { report } from './report.js';

/** What is used of `NodeSDK`. */
export interface Sdk {
  start(): void;
  shutdown(): Promise<void>;
}

const MAX_SHUTDOWN_MS = 5_000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Exports what was recorded when the process ends; returns what cancels that. */
export function shutDownAtEnd(sdk: Sdk): () => void {
  let ending: Promise<boolean> | undefined;
  const end = () => {
    ending ??= shutDown(sdk);
    return ending;
  };
  const onBeforeExit = async () => {
    // Nothing else is left to do, but an export that hangs would keep the process alive.
    if (!(await end())) process.exit();
  };
  const onSignal = async (signal: NodeJS.Signals) => {
    await end();
    // Without a listener the signal ends the process, as it would without us. An application's own listener does that.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('beforeExit', onBeforeExit);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return () => {
    process.off('beforeExit', onBeforeExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/** Never rejects; `false` if it takes too long, because the collector does not answer. */
export async function shutDown(sdk: Sdk): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      report(`shutting down takes longer than ${MAX_SHUTDOWN_MS / 1000} s, so unexported telemetry is lost`);
      resolve(false);
    }, MAX_SHUTDOWN_MS);
  });
  const shutdown = sdk.shutdown().then(
    () => true,
    (error: unknown) => {
      report(`shutting down failed: ${String(error)}`);
      return true;
    },
  );
  try {
    return await Promise.race([shutdown, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
