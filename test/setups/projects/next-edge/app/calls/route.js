import { linq, normalize, VendorErrorsInstrumentation } from 'opentelemetry-instrumentation-vendor-errors';
import calls from '../../calls.cjs';

export const runtime = 'edge';

new VendorErrorsInstrumentation();

export async function GET() {
  const error = normalize(linq(), { status: 429, body: { error: { code: 1007 } } });
  if (error?.code !== 'rate_limited') throw new Error('normalize is broken');
  return Response.json(await calls({ only: ['fetch'] }));
}
