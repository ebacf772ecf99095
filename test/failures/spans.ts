import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import type { ExpectedError } from './failures.js';

/** The attributes that an error puts on its span. */
export function spanAttributes(error: ExpectedError | undefined): Record<string, unknown> {
  if (error === undefined) return {};
  return {
    'vendor_api.error.code': error.code,
    'vendor_api.error.category': error.category,
    'vendor_api.error.retryable': error.retryable,
    'vendor_api.error.retry_basis': error.basis,
    'vendor_api.error.effect': error.effect,
    ...(error.nativeCode !== undefined && { 'vendor_api.error.native_code': error.nativeCode }),
  };
}

/** The attributes with which an error is counted. */
export function counterAttributes(error: ExpectedError): Record<string, unknown> {
  const { code, category, retryable, origin, effect, nativeCode, countedCode = nativeCode } = error;
  return {
    'vendor_api.name': 'linq',
    'vendor_api.error.code': code,
    'vendor_api.error.category': category,
    'vendor_api.error.retryable': retryable,
    'vendor_api.error.origin': origin,
    'vendor_api.error.effect': effect,
    'vendor_api.error.native_code': countedCode,
  };
}

function attributesWhere({ attributes }: ReadableSpan, wanted: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => wanted(key)));
}

const isOurs = (key: string) => key.startsWith('vendor_api.') || key === 'service.peer.name' || key === 'peer.service';

/** The attributes of an error on a span, without the vendor's text and class. */
export function errorOn(span: ReadableSpan): Record<string, unknown> {
  return attributesWhere(span, (key) => /^vendor_api\.error\.(?!message$|native_class$)/.test(key));
}

/** What the plugin put on a span. */
export function oursOn(span: ReadableSpan): Record<string, unknown> {
  return attributesWhere(span, isOurs);
}

/** What the HTTP instrumentation put on a span, without the connection: a timeout may come before there is one. */
export function othersOn(span: ReadableSpan): object {
  // `HttpInstrumentation` sets `error.type` only together with an exception; else it is the plugin that sets it.
  const isAdded = (key: string) =>
    key === 'error.type' && span.events.length === 0 && span.instrumentationScope.name.endsWith('-http');
  const events = span.events.map(({ name, attributes }) => ({ name, type: attributes?.['exception.type'] }));
  return {
    name: span.name,
    kind: span.kind,
    events,
    attributes: attributesWhere(span, (key) => !isOurs(key) && !isAdded(key) && !key.startsWith('network.')),
  };
}
