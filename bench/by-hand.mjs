// @ts-check
// What the plugin does, written by hand for one vendor, one route and two codes: hooks that know the route and the attempt
// of a call, take the trace id where it can be one, read the body of an error, hear why a call failed and write the
// plugin's telemetry. Nothing is redacted, and bodies have no limit.
import { gunzipSync } from 'node:zlib';
import { SpanStatusCode } from '@opentelemetry/api';

const MESSAGES = /\/v3\/chats\/[^/]+\/messages$/;
const template = '/v3/chats/{chatId}/messages';
/** The plugin's table, as far as these calls need it. @type {Record<string, { code: string, category: string, retryable: boolean }>} */
const table = {
  1005: { code: 'invalid_parameter', category: 'validation', retryable: false },
  1007: { code: 'rate_limited', category: 'rate_limit', retryable: true },
};

/** @typedef {import('@opentelemetry/api').Span} Span @typedef {ReturnType<typeof createInstruments>} Instruments */
/** @typedef {import('@opentelemetry/sdk-trace-node').ReadableSpan} ReadableSpan */
/** @typedef {import('@opentelemetry/instrumentation-undici').UndiciInstrumentationConfig} Config */
/** @typedef {Parameters<NonNullable<Config['requestHook']>>[1] & { onData: (chunk: Buffer) => boolean, [CALL]?: Call }} Request */
/** @typedef {Parameters<NonNullable<Config['responseHook']>>[1]['response']} Response */

const CALL = Symbol('call');

/** @param {import('@opentelemetry/api').Meter} meter */
export function createInstruments(meter) {
  return {
    requests: meter.createCounter('by_hand.requests'),
    errors: meter.createCounter('by_hand.errors'),
    retryAfter: meter.createHistogram('by_hand.retry_after'),
  };
}

/** @param {readonly (string | Buffer)[]} headers @param {string} wanted */
function header(headers, wanted) {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index];
    if (name?.length === wanted.length && name.toString('latin1').toLowerCase() === wanted)
      return headers[index + 1]?.toString('latin1');
  }
  return undefined;
}

/** @param {string | undefined} value @returns {value is string} */
const isId = (value) => value !== undefined && value.length <= 128 && !/^ | $|[^ -~]/.test(value);

class Call {
  status = 0;
  isZipped = false;
  /** @type {string | undefined} */
  retryAfter = undefined;
  /** @type {Buffer[]} */
  chunks = [];
  /** Why the call failed without a response. @type {string | undefined} */
  failure = undefined;

  /** @param {Span} span @param {Instruments} instruments */
  constructor(span, instruments) {
    this.span = span;
    this.instruments = instruments;
    const { end, recordException } = span;
    // The telemetry of a call must be on its span before that ends, and why it failed is told to the span alone.
    span.recordException = (exception) => {
      const { code, name } = /** @type {NodeJS.ErrnoException} */ (exception);
      this.failure = code ?? name;
      recordException.call(span, exception);
    };
    span.end = (time) => {
      span.end = end;
      span.recordException = recordException;
      this.onEnd();
      end.call(span, time);
    };
  }

  /** @param {Request} request @param {Response} response */
  onHead(request, { statusCode, headers }) {
    this.status = statusCode;
    const traceId = header(headers, 'x-trace-id');
    if (isId(traceId)) this.span.setAttribute('vendor_api.trace_id', traceId);
    if (statusCode < 400) return;
    this.isZipped = header(headers, 'content-encoding') === 'gzip';
    this.retryAfter = header(headers, 'retry-after');
    const { onData } = request;
    request.onData = (chunk) => {
      // A copy, for undici uses the memory again.
      this.chunks.push(Buffer.from(chunk));
      return onData.call(request, chunk);
    };
  }

  onEnd() {
    const { status, instruments, failure } = this;
    if (status >= 400) this.#onError(String(status));
    else if (failure !== undefined) instruments.requests.add(1, { 'error.type': failure, 'vendor_api.name': 'linq' });
    else
      instruments.requests.add(1, {
        'http.response.status_code': status,
        'server.address': 'api.linqapp.com',
        'url.template': template,
        'vendor_api.name': 'linq',
      });
  }

  /** @param {string} errorType */
  #onError(errorType) {
    const { span, status, instruments, retryAfter } = this;
    instruments.requests.add(1, {
      'error.type': errorType,
      'http.response.status_code': status,
      'server.address': 'api.linqapp.com',
      'url.template': template,
      'vendor_api.name': 'linq',
    });
    const bytes = Buffer.concat(this.chunks);
    const { error } = JSON.parse((this.isZipped ? gunzipSync(bytes) : bytes).toString());
    const native = String(error.code);
    const { code, category, retryable } = table[native] ?? { code: 'unknown', category: 'unknown', retryable: false };
    span.setAttributes({
      'vendor_api.error.code': code,
      'vendor_api.error.category': category,
      'vendor_api.error.retryable': retryable,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': native,
      'vendor_api.error.native_class': `${native[0]}xxx`,
      'vendor_api.error.message': error.message.slice(0, 256),
    });
    span.setStatus({ code: SpanStatusCode.ERROR, message: `linq ${native} ${code}` });
    instruments.errors.add(1, {
      'http.response.status_code': status,
      'server.address': 'api.linqapp.com',
      'url.template': template,
      'vendor_api.error.category': category,
      'vendor_api.error.code': code,
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': native,
      'vendor_api.error.origin': 'response',
      'vendor_api.error.retryable': retryable,
      'vendor_api.name': 'linq',
    });
    if (retryAfter === undefined) return;
    span.setAttribute('vendor_api.error.retry_after', Number(retryAfter));
    instruments.retryAfter.record(Number(retryAfter), { 'vendor_api.error.code': code, 'vendor_api.name': 'linq' });
  }
}

/**
 * @param {Instruments} instruments
 * @param {(origin: string) => boolean} isVendor
 * @returns {Pick<Config, 'requestHook' | 'responseHook'>}
 */
export function hooksByHand(instruments, isVendor) {
  return {
    requestHook: (span, request) => {
      if (!isVendor(request.origin) || !MESSAGES.test(request.path)) return;
      const { attributes, name } = /** @type {ReadableSpan} */ (/** @type {unknown} */ (span));
      span.setAttribute('vendor_api.name', 'linq');
      // What the user set stays.
      if (attributes['service.peer.name'] === undefined) span.setAttribute('service.peer.name', 'linq');
      if (attributes['url.template'] === undefined) span.setAttribute('url.template', template);
      if (name === request.method) span.updateName(`${name} ${template}`);
      const attempt = Number(header(/** @type {string[]} */ (request.headers), 'x-stainless-retry-count') ?? 0);
      if (attempt > 0) span.setAttribute('http.request.resend_count', attempt);
      /** @type {Request} */ (request)[CALL] = new Call(span, instruments);
    },
    responseHook: (_span, { request, response }) =>
      /** @type {Request} */ (request)[CALL]?.onHead(/** @type {Request} */ (request), response),
  };
}
