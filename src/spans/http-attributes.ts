import type { Attributes, AttributeValue, Span } from '@opentelemetry/api';

/** The target of a request, as far as its span contains it. */
export interface RequestTarget {
  readonly method: string;
  /** For example `https://api.example.com:8443`. Port 0 is any port. */
  readonly origin: string;
  /** With or without the query. @defaultValue any */
  readonly path?: string;
}

// The current and former names of OpenTelemetry's semantic conventions for HTTP, because old SDKs are supported.
const METHOD = ['http.request.method', 'http.method'];
const URL_FULL = ['url.full', 'http.url'];
const HOST = ['server.address', 'net.peer.name', 'http.host'];
const PORT = ['server.port', 'net.peer.port'];

/**
 * Whether a span is the client span of an HTTP request to this target. Other client spans, such as those of databases,
 * can start at the same time or be active during HTTP requests.
 */
export function isSpanOf(
  { span, attributes }: { readonly span: Span; readonly attributes: Attributes },
  target: RequestTarget,
): boolean {
  const current = (span as { attributes?: Attributes }).attributes;
  const read = (names: readonly string[]): AttributeValue | undefined => {
    for (const name of names) {
      const value = current?.[name] ?? attributes[name];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const method = read(METHOD);
  // A span of the application around the call, such as for an operation of the vendor's SDK, has no method.
  if (typeof method !== 'string') return false;
  if (method !== '_OTHER' && method.toUpperCase() !== target.method.toUpperCase()) return false;
  const url = read(URL_FULL);
  const path = target.path === undefined ? undefined : pathOf(url);
  if (path !== undefined && path !== target.path?.replace(/[?#].*$/s, '')) return false;
  // The usual case, without parsing two URLs, which would take longer than all other steps.
  if (typeof url === 'string' && url.startsWith(target.origin) && /^(?:[/?#]|$)/.test(url.charAt(target.origin.length)))
    return true;
  const wanted = placeOf(target.origin);
  // `HttpInstrumentation` sets an invalid URL for a request to a forward proxy.
  return wanted !== undefined && (isAt(wanted, placeOf(url)) || isAt(wanted, placeOf(read(HOST), read(PORT))));
}

function isAt(wanted: Place, place: Place | undefined): boolean {
  if (place === undefined || place.name !== wanted.name) return false;
  return place.port === undefined || wanted.port === '0' || place.port === wanted.port;
}

interface Place {
  readonly name: string;
  readonly port: string | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** The host of a URL, or of a host name with or without a port. */
function placeOf(text: unknown, port?: unknown): Place | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const isUrl = text.includes('://');
  const url = isUrl ? text : `x://${isBareIpv6(text) ? `[${text}]` : text}`;
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const name = parsed.hostname.toLowerCase();
  if (port !== undefined) return { name, port: String(port) };
  return { name, port: parsed.port || (isUrl ? DEFAULT_PORTS[parsed.protocol] : undefined) };
}

function pathOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).pathname : undefined;
}

function isBareIpv6(text: string): boolean {
  return !text.startsWith('[') && text.split(':').length > 2;
}
