import type { Attributes } from '@opentelemetry/api';
import type { VendorError } from '../normalize/vendor-error.js';
import * as semconv from './semconv.js';

/** The attributes of an error on spans and logs. */
export function errorAttributes(error: VendorError, message: string | undefined): Attributes {
  const attributes: Attributes = {};
  attributes[semconv.ATTR_VENDOR_API_ERROR_CODE] = error.code;
  attributes[semconv.ATTR_VENDOR_API_ERROR_CATEGORY] = error.category;
  attributes[semconv.ATTR_VENDOR_API_ERROR_RETRYABLE] = error.retryable;
  attributes[semconv.ATTR_VENDOR_API_ERROR_RETRY_BASIS] = error.retryBasis;
  attributes[semconv.ATTR_VENDOR_API_ERROR_EFFECT] = error.effect;
  const { retryAfter, nativeCode, nativeClass, param, docUrl } = error;
  if (retryAfter !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_RETRY_AFTER] = retryAfter;
  if (nativeCode !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_NATIVE_CODE] = nativeCode;
  if (nativeClass !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_NATIVE_CLASS] = nativeClass;
  if (param !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_PARAM] = param;
  if (docUrl !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_DOC_URL] = docUrl;
  if (message !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_MESSAGE] = message;
  return attributes;
}

/** A short description of an error: `linq 1007 rate_limited`, `linq HTTP 502 upstream_error`. */
export function errorTitle({ vendor, nativeCode, code }: VendorError, status: number | undefined): string {
  const shown = nativeCode ?? (status === undefined ? undefined : `HTTP ${status}`);
  return shown === undefined ? `${vendor} ${code}` : `${vendor} ${shown} ${code}`;
}
