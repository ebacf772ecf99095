import type { TraceIdSource, Vendor } from '../definition/vendor.js';

function describeSource(source: TraceIdSource): string {
  return 'header' in source ? `header ${source.header}` : `body ${source.body.join('.')}`;
}

/** Where a vendor's responses have the trace id, in order of priority; empty if it sends none. */
export function traceIdSources(vendor: Vendor): readonly string[] {
  return vendor.traceId.map(describeSource);
}

/** What to send to a vendor's support, so that it can find the call. */
export function supportDetails(vendor: Vendor): readonly string[] {
  return [
    ...(vendor.traceId.length > 0 ? ['the trace id (vendor_api.trace_id on the span)'] : []),
    'the time of the call, with its time zone',
    'the endpoint: method, host and path',
    "the HTTP status, the vendor's code and its message",
  ];
}
