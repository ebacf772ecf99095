import fc from 'fast-check';

const ROUTES = [
  '/api/v1/send',
  '/api/hubspot/webhook',
  '/api/salesforce/x',
  '/api/v2/send/bulk',
  '/',
  '',
  '//',
  '/API/',
];

export const anyStatus = fc.oneof(
  fc.constantFrom(200, 201, 202, 204, 299, 301, 304, 400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 425, 429),
  fc.constantFrom(500, 501, 502, 503, 504, 505, 599, 600, 999),
  fc.integer({ min: 200, max: 999 }),
);

export const anyRoute = fc.record(
  {
    path: fc.oneof(fc.constantFrom(...ROUTES), fc.webPath()),
    method: fc.constantFrom('GET', 'POST', 'post', 'PUT', ''),
  },
  { requiredKeys: [] },
);

export const anyRetryAfter = fc.oneof(
  fc.nat(100_000).map(String),
  fc.constantFrom('', ' ', '-1', '1.5', '1e9', '99999999999', 'NaN', 'soon', 'Sun, 06 Nov 1994 08:49:37 GMT', '7, 8'),
  fc.string(),
);

const anyTraceId = fc.oneof(fc.uuid(), fc.string(), fc.string({ minLength: 120, maxLength: 140 }));

/** Response headers that are read, and others. */
export const anyHeaders = fc.record(
  {
    'Retry-After': anyRetryAfter,
    'Retry-After-Ms': anyRetryAfter,
    'X-RateLimit-Reset': anyRetryAfter,
    'X-Should-Retry': fc.constantFrom('true', 'false', 'maybe', ''),
    'Content-Type': fc.constantFrom('application/json', 'text/plain; charset=utf-8', 'application/json;charset="UTF8"'),
    'X-Trace-ID': anyTraceId,
    'x-request-id': anyTraceId,
    'Set-Cookie': fc.string(),
  },
  { requiredKeys: [] },
);
