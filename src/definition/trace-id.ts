import type { HeaderValues } from '../common/headers.js';
import { at, codeText } from './json.js';
import type { Vendor } from './vendor.js';

const LONGEST_ID = 128;

/** Leading or trailing spaces, or characters other than printable ASCII. No id contains them. */
const NO_ID = /^ | $|[^ -~]/;

/**
 * The unchanged value if it can be an id. The form is not checked, because it differs by vendor: 32 hex digits at Linq,
 * 8 to 12 at Chert.
 */
export function usableId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID) return undefined;
  return NO_ID.test(value) ? undefined : value;
}

/** The unchanged trace id in the response's headers. */
export function traceIdFromHeaders(vendor: Vendor, headers: HeaderValues): string | undefined {
  for (const source of vendor.traceId) {
    if (!('header' in source)) continue;
    for (const value of headers(source.header.toLowerCase())) {
      const id = usableId(value);
      if (id !== undefined) return id;
    }
  }
  return undefined;
}

/** The unchanged trace id in the response's parsed body. */
export function traceIdFromBody(vendor: Vendor, body: unknown): string | undefined {
  for (const source of vendor.traceId) {
    const id = 'body' in source ? usableId(at(body, ...source.body)) : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Whether the vendor puts its trace id into bodies, so that a response without the header must be read. */
export function hasTraceIdInBody(vendor: Vendor): boolean {
  return vendor.traceId.some((source) => 'body' in source);
}

/** The unchanged id of this response's message, which later webhooks contain. */
export function messageIdFromBody(vendor: Vendor, body: unknown): string | undefined {
  return vendor.messageId === undefined ? undefined : usableId(codeText(at(body, ...vendor.messageId)));
}
