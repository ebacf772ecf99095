// @ts-check
import express from 'express';

/**
 * Receives webhooks at `/webhooks/<vendor>`. Only those with a valid signature are recorded.
 *
 * @param {import('opentelemetry-instrumentation-vendor-errors').VendorErrorsInstrumentation} vendorErrors
 * @param {ReadonlyMap<string, (request: import('./signature.mjs').SignedRequest) => unknown>} checks By the vendors' names. A check throws or rejects if the signature is invalid.
 * @param {(record: import('opentelemetry-instrumentation-vendor-errors').WebhookRecord) => Promise<void>} handle
 */
export function webhookApp(vendorErrors, checks, handle) {
  const app = express();
  // Read the body as bytes with any content-type, because vendors sign the bytes. WhatsApp sends up to 3 MB.
  const raw = express.raw({ type: () => true, limit: '3mb' });
  app.post('/webhooks/:vendor', raw, async (request, response) => {
    const { vendor } = request.params;
    const body = String(request.body ?? '');
    const headers = /** @type {Record<string, string>} */ (request.headers);
    const check = checks.get(vendor);
    try {
      if (check === undefined) throw new Error('There is no check of this vendor.');
      await check({ body, headers, path: request.originalUrl });
    } catch {
      response.sendStatus(401);
      return;
    }
    await handle(await vendorErrors.recordWebhook(vendor, body));
    response.sendStatus(200);
  });
  return app;
}
