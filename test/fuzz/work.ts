import { type Profiler, Session } from 'node:inspector';

/** Counts how often each block of the package's code runs: its work, without a clock. Begins before its modules load. */
export class BlockCounter {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** The blocks that ran. */
  count(run: () => unknown): number {
    this.#take();
    run();
    const own = this.#take().filter(({ url }) => url.includes('/src/'));
    const ranges = own.flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
    return ranges.reduce((sum, range) => sum + range.count, 0);
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** The code that ran since the last call. An inspector of the same process answers at once. */
  #take(): Profiler.ScriptCoverage[] {
    let taken: Profiler.ScriptCoverage[] = [];
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error;
      taken = result;
    });
    return taken;
  }
}
