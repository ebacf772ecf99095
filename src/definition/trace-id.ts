import type { HeaderValues } from '../common/headers.js';
import { at, codeText } from './json.js';
import type { Vendor } from './vendor.js';

const LONGEST_ID = 128;

/** A space at an end, or what is no printable ASCII: no id has that. */
const NO_ID = /^ | $|[^ -~]/;

/** An id as it came, where it can be one: vendors' ids differ in form (Linq's are 32 hex digits, Chert's 8 to 12). */
export function usableId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID) return undefined;
  return NO_ID.test(value) ? undefined : value;
}

/** The trace id in the response's headers, as it came. */
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

/** The trace id in the response's parsed body, as it came. */
export function traceIdFromBody(vendor: Vendor, body: unknown): string | undefined {
  for (const source of vendor.traceId) {
    const id = 'body' in source ? usableId(at(body, ...source.body)) : undefined;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Whether the vendor puts its trace id into bodies, so that a response without the header is worth reading. */
export function hasTraceIdInBody(vendor: Vendor): boolean {
  return vendor.traceId.some((source) => 'body' in source);
}

/** The id by which later webhooks name what this answer is about, as it came. */
export function messageIdFromBody(vendor: Vendor, body: unknown): string | undefined {
  return vendor.messageId === undefined ? undefined : usableId(codeText(at(body, ...vendor.messageId)));
}
