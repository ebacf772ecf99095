import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { ATTR_VENDOR_API_ERROR_CODE, ATTR_VENDOR_API_ERROR_EFFECT } from '../../../src/telemetry/semconv.js';
import {
  errors,
  histogram,
  inRange,
  MAY_BE_DONE,
  OF_CALLS,
  perSecond,
  quantile,
  REQUESTS,
  shareInRange,
  UNANSWERED,
  WASTED_RETRIES,
} from './expressions.js';
import { bars, failureShare, fires, graph, shares, stack, stacked, table } from './panels.js';
import { once, overTime, rows } from './queries.js';
import { ofSeries, traceLinks } from './trace-links.js';

const nativeCodes = bars("Vendors' own codes", "`_OTHER` stands for codes that the vendor's table does not contain.")
  .unit('short')
  .dataLinks(traceLinks(ofSeries, { [ATTR_VENDOR_API_ERROR_CODE]: 'vendor_api_error_code' }))
  .withTarget(
    once(
      `sort_desc(topk(12, ${inRange('job, vendor_api_name, vendor_api_error_code, vendor_api_error_native_code', errors('vendor_api_error_native_code!=""'))}))`,
      '{{vendor_api_name}} {{vendor_api_error_native_code}} {{vendor_api_error_code}}',
    ),
  );

const statuses = stack('HTTP statuses', 'Calls per second. `none`: no response.')
  .unit('reqps')
  .span(8)
  .withTarget(
    overTime(
      // A legend cannot show a missing label.
      `label_replace(${perSecond('http_response_status_code', REQUESTS)}, "http_response_status_code", "none", "http_response_status_code", "")`,
      '{{http_response_status_code}}',
    ),
  );

const hosts = bars('Hosts', 'Errors of calls, by the host of the call.')
  .unit('short')
  .withTarget(
    once(
      `sort_desc(${inRange('vendor_api_name, server_address', errors(OF_CALLS))})`,
      '{{vendor_api_name}} {{server_address}}',
    ),
  );

const ROUTE = 'vendor_api_name, url_template';

const endpoints = table('Endpoints', 'Calls and errors by route. Empty: the route is not declared.', {
  vendor_api_name: 'Vendor',
  url_template: 'Route',
  'Value #calls': 'Calls',
  'Value #errors': 'Errors',
  'Value #share': 'Failed',
})
  .decimals(0)
  .withTarget(rows(inRange(ROUTE, REQUESTS)).refId('calls'))
  .withTarget(rows(inRange(ROUTE, errors(OF_CALLS))).refId('errors'))
  .withTarget(rows(shareInRange(ROUTE, errors(OF_CALLS), REQUESTS)).refId('share'))
  .sortBy([new TableSortByFieldStateBuilder().displayName('Errors').desc(true)])
  .overrideByName('Failed', [
    { id: 'unit', value: 'percentunit' },
    { id: 'thresholds', value: { mode: 'absolute', steps: failureShare } },
    { id: 'custom.cellOptions', value: { type: 'color-text' } },
  ]);

const unanswered = shares(
  'Unanswered calls per vendor',
  'The share of the calls without a final response, by their outcome. The line is the threshold of the alert.',
  fires('VendorApiUnanswered'),
)
  .fillOpacity(60)
  .lineWidth(1)
  .stacking(stacked)
  .withTarget(
    overTime(
      `${perSecond('vendor_api_name, vendor_api_call_outcome', UNANSWERED)} / on (vendor_api_name) group_left ${perSecond('vendor_api_name', REQUESTS)}`,
      '{{vendor_api_name}} {{vendor_api_call_outcome}}',
    ),
  );

const mayBeDone = stack(
  'Errors with a possible effect',
  'Errors per second of calls that may have taken effect. Each point links to its traces.',
)
  .unit('cps')
  .dataLinks(
    traceLinks(ofSeries, {
      [ATTR_VENDOR_API_ERROR_CODE]: 'vendor_api_error_code',
      [ATTR_VENDOR_API_ERROR_EFFECT]: 'vendor_api_error_effect',
    }),
  )
  .withTarget(
    overTime(
      perSecond('job, vendor_api_name, vendor_api_error_code, vendor_api_error_effect', errors(OF_CALLS, MAY_BE_DONE)),
      '{{vendor_api_name}} {{vendor_api_error_code}} {{vendor_api_error_effect}}',
    ),
  );

const retryAfter = graph(
  'Time to wait before a retry',
  'The wait that vendors request: the median and the 90th percentile.',
)
  .unit('s')
  .withTarget(overTime(quantile(0.5, 'vendor_api_name', histogram('retry_after', 'bucket')), '{{vendor_api_name}} p50'))
  .withTarget(
    overTime(quantile(0.9, 'vendor_api_name', histogram('retry_after', 'bucket')), '{{vendor_api_name}} p90').refId(
      'B',
    ),
  );

const wastedRetries = stack('Wasted retries', 'Retries per second that failed with a non-retryable error.')
  .unit('cps')
  .withTarget(
    overTime(
      perSecond('vendor_api_name, vendor_api_error_code', WASTED_RETRIES),
      '{{vendor_api_name}} {{vendor_api_error_code}}',
    ),
  );

/** The second row: details for the selected vendors. */
export const drillDown = [nativeCodes, statuses, hosts, endpoints, unanswered, mayBeDone, retryAfter, wastedRetries];
