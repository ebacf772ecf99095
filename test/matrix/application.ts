// Compiled against the types of each line of OpenTelemetry: what a user writes has to fit the packages they have.
import type { Span } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  type CorrelationStore,
  defineVendor,
  linq,
  normalize,
  type VendorError,
  VendorErrorsInstrumentation,
} from 'opentelemetry-instrumentation-vendor-errors';
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';

const acme = defineVendor({
  name: 'acme',
  hosts: ['api.acme.example'],
  readError: () => ({ code: 'busy' }),
  codes: { busy: { code: 'rate_limited', retryable: true, remedy: 'Wait.' } },
});
const store: CorrelationStore = { remember: () => {}, recall: () => undefined, firstTime: () => true };
const instrumentation = new VendorErrorsInstrumentation({
  vendors: [acme, linq({ hosts: ['127.0.0.1:8080'] })],
  webhooks: { store },
  logs: true,
  errorHook: (span: Span, error: VendorError) => span.setAttribute('code', error.code),
});
new NodeSDK({ instrumentations: [instrumentation] }).start();

export const error: VendorError | undefined = normalize(acme, { status: 429, headers: new Headers(), body: '{}' });
export const kind: Promise<string> = instrumentation.recordWebhook('linq', '{}').then((record) => record.kind);
export const simulator: Promise<readonly string[]> = startVendorSimulator().then(({ linq: { answers } }) => answers);
