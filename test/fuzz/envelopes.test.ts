import fc from 'fast-check';
import { fuzz, must } from './cases.js';
import { anyEnvelope, anyValue } from './envelopes.js';
import { mustBeSoundOutcome } from './outcomes.js';
import { anyRoute, anyStatus } from './responses.js';
import { anyVendor } from './vendors.js';

fuzz(
  'normalize: any JSON',
  fc.property(anyVendor, anyStatus, anyRoute, fc.oneof(anyEnvelope, anyValue), (vendor, status, route, body) => {
    const before = JSON.stringify(body);
    mustBeSoundOutcome(vendor, { status, body, ...route });
    must(JSON.stringify(body) === before, 'the body was changed', before);
  }),
);

fuzz(
  'readers: any value',
  fc.property(
    anyVendor,
    anyStatus,
    anyRoute,
    fc.oneof(anyEnvelope, anyValue, fc.anything()),
    (vendor, status, route, body) => {
      const response = { status, headers: () => [], body, ...route };
      const bulk = vendor.readBulk?.(response);
      for (const raw of [vendor.readError(response), ...(bulk?.errors ?? [])]) {
        if (raw === undefined) continue;
        for (const key of ['code', 'class', 'message', 'param'] as const) {
          must(raw[key] === undefined || typeof raw[key] === 'string', `${key} is no text`, raw);
        }
        for (const key of ['retryAfter', 'status'] as const) {
          must(raw[key] === undefined || Number.isFinite(raw[key]), `${key} is no number`, raw);
        }
        must(raw.retryable === undefined || typeof raw.retryable === 'boolean', 'retryable is no boolean', raw);
      }
      if (bulk !== undefined) must(Number.isFinite(bulk.failed) && bulk.failed > 0, 'no count of failures', bulk);
    },
  ),
);
