import { warnOnce } from '../common/warn.js';

/**
 * Runtimes with clients that publish no channels, and the clients that are followed there, as measured in
 * docs/runtimes.md.
 */
const runtimes = {
  bun: 'node:http and axios are followed; fetch and undici are not, because Bun has its own',
  deno: 'node:http, axios and the npm package undici are followed; the fetch of Deno is not',
};

/** Reports once which calls are followed, if some are not. */
export function warnOfRuntime(): void {
  for (const [runtime, followed] of Object.entries(runtimes)) {
    if (process.versions[runtime] !== undefined) {
      warnOnce('VENDOR_ERRORS_RUNTIME', `vendor-errors: ${followed}.`);
    }
  }
}
