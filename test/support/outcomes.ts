import type { Attributes } from '@opentelemetry/api';
import { chert, linq, messagesDev, trackly } from '../../src/index.js';
import { type Answer, LINQ_LIMITED, LINQ_SUCCESS } from './answers.js';

/** The vendors of the outcomes by their names. */
export const makers = { linq, 'messages.dev': messagesDev, trackly, chert };

const ITEMS = [
  { index: 0, code: 'not_sendable', error: 'VOIP numbers not allowed' },
  { index: 1, code: 'invalid_phone', error: 'Invalid number' },
  { index: 2, code: 'not_sendable', error: 'VOIP numbers not allowed' },
];

/** A response of a vendor, and the attributes that the plugin sets on the span in addition to the vendor’s name. */
export interface Outcome {
  readonly vendor: keyof typeof makers;
  readonly what: string;
  readonly answer: Answer;
  readonly attributes: Attributes;
  /** The description of an error status; without one the status is unset. */
  readonly status?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

export const outcomes: readonly Outcome[] = [
  {
    vendor: 'messages.dev',
    what: 'an error with a parameter',
    answer: {
      status: 400,
      body: {
        error: { type: 'invalid_request_error', code: 'invalid_parameter_value', message: 'Bad to', param: 'to' },
        request_id: 'req_7',
      },
    },
    attributes: {
      'error.type': '400',
      'vendor_api.trace_id': 'req_7',
      'vendor_api.error.code': 'invalid_parameter',
      'vendor_api.error.category': 'validation',
      'vendor_api.error.retryable': false,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': 'invalid_parameter_value',
      'vendor_api.error.native_class': 'invalid_request_error',
      'vendor_api.error.param': 'to',
      'vendor_api.error.message': 'Bad to',
    },
    status: 'messages.dev invalid_parameter_value invalid_parameter',
  },
  {
    vendor: 'linq',
    what: 'an error with a time to wait',
    answer: LINQ_LIMITED,
    attributes: {
      'error.type': '429',
      'vendor_api.trace_id': 'linq-trace-1',
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.category': 'rate_limit',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.retry_after': 7,
      'vendor_api.error.native_code': '1007',
      'vendor_api.error.native_class': '1xxx',
      'vendor_api.error.message': 'Too many messages',
    },
    status: 'linq 1007 rate_limited',
  },
  {
    vendor: 'linq',
    what: 'an error of something in front of the vendor',
    answer: { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' },
    attributes: {
      'error.type': '502',
      'vendor_api.error.code': 'upstream_error',
      'vendor_api.error.category': 'server',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'http_status',
      'vendor_api.error.effect': 'possible',
    },
    status: 'linq HTTP 502 upstream_error',
  },
  {
    vendor: 'chert',
    what: 'an error that the vendor itself calls retryable',
    answer: {
      status: 400,
      headers: { 'x-trace-id': 'ab12cd34' },
      body: {
        success: false,
        error: { status: 400, code: 1001, message: 'Missing', retryable: true, retry_after: 1.5 },
      },
    },
    attributes: {
      'error.type': '400',
      'vendor_api.trace_id': 'ab12cd34',
      'vendor_api.error.code': 'missing_required_field',
      'vendor_api.error.category': 'validation',
      'vendor_api.error.retryable': true,
      'vendor_api.error.retry_basis': 'vendor',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.retry_after': 1.5,
      'vendor_api.error.native_code': '1001',
      'vendor_api.error.native_class': '1xxx',
      'vendor_api.error.message': 'Missing',
    },
    status: 'chert 1001 missing_required_field',
  },
  {
    vendor: 'chert',
    what: 'a failure inside HTTP 200',
    path: '/api/v1/send',
    answer: { body: { status: 'failed', code: 4001, reason: 'Rejected', retryable: false, trace_id: 'deadbeef' } },
    attributes: {
      'error.type': 'delivery_failed',
      'vendor_api.trace_id': 'deadbeef',
      'vendor_api.error.code': 'delivery_failed',
      'vendor_api.error.category': 'delivery',
      'vendor_api.error.retryable': false,
      'vendor_api.error.retry_basis': 'vendor',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': '4001',
      'vendor_api.error.native_class': '4xxx',
      'vendor_api.error.message': 'Rejected',
    },
    status: 'chert 4001 delivery_failed',
  },
  {
    vendor: 'trackly',
    what: 'an error without a trace id and without a code',
    answer: { status: 403, headers: { 'x-trace-id': 'of-nobody' }, body: { error: 'Account is suspended' } },
    attributes: {
      'error.type': '403',
      'vendor_api.error.code': 'account_suspended',
      'vendor_api.error.category': 'authorization',
      'vendor_api.error.retryable': false,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.message': 'Account is suspended',
    },
    status: 'trackly HTTP 403 account_suspended',
  },
  {
    vendor: 'trackly',
    what: 'a bulk call of which some failed',
    path: '/api/v2/send/bulk',
    answer: { body: { queued_count: 1, error_count: 5, errors: ITEMS } },
    attributes: {
      'vendor_api.bulk.error_count': 5,
      'vendor_api.bulk.error_codes': ['recipient_not_allowed', 'invalid_phone_number'],
    },
  },
  {
    vendor: 'trackly',
    what: 'a bulk call of which all failed',
    path: '/api/v2/send/bulk',
    answer: { body: { queued_count: 0, error_count: 3, errors: ITEMS } },
    attributes: {
      'error.type': 'recipient_not_allowed',
      'vendor_api.bulk.error_count': 3,
      'vendor_api.bulk.error_codes': ['recipient_not_allowed', 'invalid_phone_number'],
      'vendor_api.error.code': 'recipient_not_allowed',
      'vendor_api.error.category': 'recipient',
      'vendor_api.error.retryable': false,
      'vendor_api.error.retry_basis': 'code',
      'vendor_api.error.effect': 'none',
      'vendor_api.error.native_code': 'not_sendable',
      'vendor_api.error.message': 'VOIP numbers not allowed',
    },
    status: 'trackly not_sendable recipient_not_allowed',
  },
  { vendor: 'trackly', what: 'a success without a trace id', answer: { body: { id: 1 } }, attributes: {} },
  {
    vendor: 'messages.dev',
    what: 'a success with a trace id in its body',
    answer: { body: { id: 'msg_1', request_id: 'req_8' } },
    attributes: { 'vendor_api.trace_id': 'req_8' },
  },
  {
    vendor: 'linq',
    what: 'the third attempt of the vendor’s SDK',
    answer: LINQ_SUCCESS,
    headers: { 'x-stainless-retry-count': '2' },
    attributes: { 'vendor_api.trace_id': 'linq-trace-2', 'http.request.resend_count': 2 },
  },
];
