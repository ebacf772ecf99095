import { RouteTable } from './routes.js';
import type { Vendor } from './vendor.js';

/** A parsed host pattern. */
export interface HostPattern {
  /** The host name in lower case; for `*.example.com`, the part after the star. */
  readonly name: string;
  readonly port: string | undefined;
  readonly wildcard: boolean;
}

const HOST = /^(\*\.)?([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/;

/** Parses a host; `undefined` if it is not `host`, `host:port` or `*.suffix`. */
export function parseHostPattern(pattern: unknown): HostPattern | undefined {
  const match = typeof pattern === 'string' ? HOST.exec(pattern.toLowerCase()) : null;
  if (!match?.[2]) return undefined;
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  // As in URLs, `:080` is port 80.
  return { name: match[2], port: port?.toString(), wildcard: match[1] !== undefined };
}

/** A call's vendor, and the name of its host on metrics. */
export interface HostMatch {
  readonly vendor: Vendor;
  /**
   * The name of the host; for a wildcard, the declared suffix, so that the configuration bounds the number of series.
   */
  readonly serverAddress: string;
  /** The vendor's routes. */
  readonly routes: RouteTable;
}

/** Real services call few origins. The limit keeps the cache small in a service that calls ever new origins. */
const CACHED_ORIGINS = 1000;

/**
 * Finds the vendor of a host. Exact hosts match before wildcards, longer suffixes before shorter ones, and hosts with a
 * port before hosts without.
 */
export class HostTable {
  readonly #exact = new Map<string, HostMatch>();
  readonly #suffixes: { readonly suffix: string; readonly port: string | undefined; readonly match: HostMatch }[] = [];
  readonly #byOrigin = new Map<string, HostMatch | undefined>();

  constructor(vendors: readonly Vendor[]) {
    for (const vendor of vendors) {
      const routes = new RouteTable(vendor.routes);
      for (const host of vendor.hosts) {
        const pattern = parseHostPattern(host);
        if (pattern === undefined) continue;
        const match = { vendor, serverAddress: pattern.name, routes };
        const key = pattern.port === undefined ? pattern.name : `${pattern.name}:${pattern.port}`;
        if (pattern.wildcard) this.#suffixes.push({ suffix: `.${pattern.name}`, port: pattern.port, match });
        else if (!this.#exact.has(key)) this.#exact.set(key, match);
      }
    }
    this.#suffixes.sort((a, b) => b.suffix.length - a.suffix.length || Number(b.port ?? 0) - Number(a.port ?? 0));
  }

  /** The vendor of an origin such as `https://api.example.com:8443`. */
  find(origin: string): HostMatch | undefined {
    const known = this.#byOrigin.get(origin);
    if (known !== undefined || this.#byOrigin.has(origin)) return known;
    const match = this.#find(origin);
    if (this.#byOrigin.size >= CACHED_ORIGINS) this.#byOrigin.clear();
    this.#byOrigin.set(origin, match);
    return match;
  }

  #find(origin: string): HostMatch | undefined {
    if (!URL.canParse(origin)) return undefined;
    const url = new URL(origin);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    // A fully qualified name may end in a dot.
    const name = url.hostname.replace(/\.$/, '');
    return (
      this.#exact.get(`${name}:${port}`) ??
      this.#exact.get(name) ??
      this.#suffixes.find((entry) => name.endsWith(entry.suffix) && (entry.port ?? port) === port)?.match
    );
  }
}
