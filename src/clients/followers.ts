import { diag } from '@opentelemetry/api';
import type { CallGroup } from './call-group.js';
import type { CallListener } from './exchange.js';

/** An instrumentation of this package that follows calls. */
export interface Follower {
  readonly listener: CallListener;
  readonly group: CallGroup;
  /** The module of its copy of the package. */
  readonly source: string;
}

/**
 * The instrumentations of all copies of this package in the process. Only one follows each call, so that it is counted
 * once: the latest one that watches its host, because it has the configuration of the application and not of a
 * preloaded module.
 */
export class Followers {
  #latestFirst: readonly Follower[] = [];
  #hasReported = false;

  get isEmpty(): boolean {
    return this.#latestFirst.length === 0;
  }

  add(follower: Follower): void {
    this.#latestFirst = [follower, ...this.#latestFirst];
  }

  delete(follower: Follower): void {
    this.#latestFirst = this.#latestFirst.filter((each) => each !== follower);
    if (this.isEmpty) this.#hasReported = false;
  }

  /** The instrumentation that follows the calls to an origin. */
  find(origin: string): Follower | undefined {
    for (const follower of this.#latestFirst) {
      if (!follower.listener.watches(origin)) continue;
      if (this.#latestFirst.length > 1) this.#report(follower, origin);
      return follower;
    }
    return undefined;
  }

  /** The origin by which a call is followed: the name in its `Host` header if that is followed, else where it goes. */
  originOf(named: string | undefined, origin: string): string {
    return named !== undefined && this.find(named) !== undefined ? named : origin;
  }

  #report(follower: Follower, origin: string): void {
    if (this.#hasReported) return;
    const other = this.#latestFirst.find((each) => each !== follower && each.listener.watches(origin));
    if (other === undefined) return;
    this.#hasReported = true;
    const cause =
      other.source === follower.source
        ? 'two VendorErrorsInstrumentations'
        : `two copies of the package (${other.source} and ${follower.source})`;
    diag.warn(
      `vendor-errors: ${cause} watch ${origin}; only the instrumentation that was created last reports its calls, with its ` +
        'own options. Create one instrumentation with all vendors.',
    );
  }
}
