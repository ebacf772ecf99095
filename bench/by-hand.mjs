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
  'vendor_api.error.code': 'invalid_parameter',
  'vendor_api.error.category': 'validation',
  'vendor_api.error.retryable': false,
  'vendor_api.error.retry_basis': 'code',
  'vendor_api.error.native_code': '1005',
  'vendor_api.error.native_class': '1xxx',
  'vendor_api.error.message': 'A value in this request is not allowed.',
};
const place = {
  'vendor_api.name': 'linq',
  'server.address': 'api.linqapp.com',
  'url.template': '/v3/chats/{chatId}/messages',
};
const ofSuccess = { ...place, 'http.response.status_code': 202 };
const ofFailure = { ...place, 'http.response.status_code': 400, 'error.type': '400' };
const ofClass = { 'vendor_api.name': 'linq', 'vendor_api.error.code': 'invalid_parameter' };
const ofError = {
  ...place,
  'http.response.status_code': 400,
  'vendor_api.error.code': 'invalid_parameter',
  'vendor_api.error.category': 'validation',
  'vendor_api.error.retryable': false,
  'vendor_api.error.origin': 'response',
  'vendor_api.error.native_code': '1005',
};

/** @param {import('@opentelemetry/api').Meter} meter */
export function createInstruments(meter) {
  return {
    requests: meter.createCounter('by_hand.requests'),
    errors: meter.createCounter('by_hand.errors'),
    retryAfter: meter.createHistogram('by_hand.retry_after'),
  };
}

/** @typedef {import('@opentelemetry/api').Span} Span @typedef {ReturnType<typeof createInstruments>} Instruments */

/** @param {Span} span @param {Instruments} instruments */
function writeSuccess(span, { requests }) {
  span.setAttributes(call);
  requests.add(1, ofSuccess);
}

/** @param {Span} span @param {Instruments} instruments */
function writeError(span, { requests, errors }) {
  span.setAttributes(call);
  span.setAttributes(error);
  requests.add(1, ofFailure);
  errors.add(1, ofError);
}

/** @param {Span} span @param {Instruments} instruments */
function writeErrorWithDelay(span, instruments) {
  writeError(span, instruments);
  span.setAttribute('vendor_api.error.retry_after', 7);
  instruments.retryAfter.record(7, ofClass);
}

/**
 * A hook for `UndiciInstrumentation` that writes the telemetry of a call to the vendor.
 *
 * @param {Instruments} instruments
 * @param {(origin: string) => boolean} isVendor
 * @returns {NonNullable<import('@opentelemetry/instrumentation-undici').UndiciInstrumentationConfig['responseHook']>}
 */
export function floorHook(instruments, isVendor) {
  return (span, { request, response }) => {
    if (!isVendor(request.origin)) return;
    const write = { 400: writeError, 429: writeErrorWithDelay }[response.statusCode] ?? writeSuccess;
    write(span, instruments);
  };
}
