import { errors, histogram, perSecond, quantile } from './expressions.js';
import { graph, stack } from './panels.js';
import { overTime } from './queries.js';

const failures = stack('Failures reported by webhooks', 'Messages per second that were accepted and failed later.')
  .unit('cps')
  .span(8)
  .withTarget(
    overTime(
      perSecond(
        'vendor_api_name, vendor_api_error_code, vendor_api_error_native_code',
        errors('vendor_api_error_origin="webhook"'),
      ),
      '{{vendor_api_name}} {{vendor_api_error_code}} {{vendor_api_error_native_code}}',
    ),
  );

const outcomes = stack(
  'Outcomes',
  'Messages per second with an outcome that a webhook reported, if the webhook could be matched to its call.',
)
  .unit('cps')
  .span(8)
  .withTarget(
    overTime(
      perSecond('vendor_api_name, vendor_api_delivery_outcome', histogram('delivery_duration', 'count')),
      '{{vendor_api_name}} {{vendor_api_delivery_outcome}}',
    ),
  );

const duration = graph(
  'Delivery time',
  'Time from the call until the message arrived: the median and the 95th percentile.',
)
  .unit('s')
  .span(8);
const ARRIVED = histogram('delivery_duration', 'bucket', 'vendor_api_delivery_outcome="delivered"');
for (const [refId, share, name] of [
  ['A', 0.5, 'p50'],
  ['B', 0.95, 'p95'],
] as const) {
  const expr = quantile(share, 'vendor_api_name', ARRIVED);
  duration.withTarget(overTime(expr, `{{vendor_api_name}} ${name}`).refId(refId));
}

/** The third row: the outcome of messages that the vendors accepted. */
export const deliveries = [failures, outcomes, duration];
