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
  // The body stays text, because signatures are made of its bytes. WhatsApp sends up to 3 MB.
  const rawText = express.text({ type: '*/*', limit: '3mb' });
  app.post('/webhooks/:vendor', rawText, async ({ params: { vendor }, body, headers, originalUrl }, response) => {
    const check = checks.get(vendor);
    try {
      if (check === undefined) throw new Error('There is no check of this vendor.');
      await check({ body, headers: /** @type {Record<string, string>} */ (headers), path: originalUrl });
    } catch {
      response.sendStatus(401);
      return;
    }
    await handle(await vendorErrors.recordWebhook(vendor, body));
    response.sendStatus(200);
  });
  return app;
}
