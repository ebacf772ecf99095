// @ts-check
// The telemetry of the plugin written by hand, by a program that knows before what a vendor will answer: what is left of the
// cost when nothing is followed, read, understood or redacted.

const call = {
  'vendor_api.name': 'linq',
  'service.peer.name': 'linq',
  'url.template': '/v3/chats/{chatId}/messages',
  'vendor_api.trace_id': '2eff5df5c6f688733c007523c4d61cd9',
};
const error = {
  'vendor_api.error.code': 'rate_limited',
  'vendor_api.error.category': 'rate_limit',
  'vendor_api.error.retryable': true,
  'vendor_api.error.retry_basis': 'code',
  'vendor_api.error.retry_after': 7,
  'vendor_api.error.native_code': '1007',
  'vendor_api.error.native_class': '1xxx',
  'vendor_api.error.message': 'Too many messages to this recipient.',
};
const place = {
  'vendor_api.name': 'linq',
  'server.address': 'api.linqapp.com',
  'url.template': '/v3/chats/{chatId}/messages',
};
const ofSuccess = { ...place, 'http.response.status_code': 202 };
const ofFailure = { ...place, 'http.response.status_code': 429, 'error.type': '429' };
const ofClass = { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'rate_limited' };
const ofError = {
  ...place,
  'http.response.status_code': 429,
  'vendor_api.error.code': 'rate_limited',
  'vendor_api.error.category': 'rate_limit',
  'vendor_api.error.retryable': true,
  'vendor_api.error.origin': 'response',
  'vendor_api.error.native_code': '1007',
};

/** @param {import('@opentelemetry/api').Meter} meter */
export function createInstruments(meter) {
  return {
    requests: meter.createCounter('by_hand.requests'),
    errors: meter.createCounter('by_hand.errors'),
    retryAfter: meter.createHistogram('by_hand.retry_after'),
  };
}

/** @param {import('@opentelemetry/api').Span} span @param {ReturnType<typeof createInstruments>} instruments */
export function writeSuccess(span, { requests }) {
  span.setAttributes(call);
  requests.add(1, ofSuccess);
}

/** @param {import('@opentelemetry/api').Span} span @param {ReturnType<typeof createInstruments>} instruments */
export function writeError(span, { requests, errors, retryAfter }) {
  span.setAttributes(call);
  span.setAttributes(error);
  requests.add(1, ofFailure);
  errors.add(1, ofError);
  retryAfter.record(7, ofClass);
}
