import { report } from './report.js';

/** The methods of `NodeSDK` that are used. */
export interface Sdk {
  start(): void;
  shutdown(): Promise<void>;
}

const MAX_SHUTDOWN_MS = 5_000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Exports the recorded telemetry when the process ends. Returns a function that cancels it. */
export function shutDownAtEnd(sdk: Sdk): () => void {
  let ending: Promise<boolean> | undefined;
  const end = () => {
    ending ??= shutDown(sdk);
    return ending;
  };
  const onBeforeExit = async () => {
    // The process has finished, but a hanging export would keep it alive.
    if (!(await end())) process.exit();
  };
  const onSignal = async (signal: NodeJS.Signals) => {
    await end();
    // Without other listeners, end the process as the signal would. If the application has a listener, it decides.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('beforeExit', onBeforeExit);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return () => {
    process.off('beforeExit', onBeforeExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/** Shuts the SDK down. Never rejects; `false` if it takes too long, because the collector does not answer. */
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
