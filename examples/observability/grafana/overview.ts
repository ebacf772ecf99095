import { ATTR_VENDOR_API_ERROR_CATEGORY, ATTR_VENDOR_API_ERROR_CODE } from '../../../src/telemetry/semconv.js';
import {
  errors,
  inRange,
  MAY_BE_DONE,
  OF_CALLS,
  perSecond,
  REQUESTS,
  shareInRange,
  UNANSWERED,
} from './expressions.js';
import { failureShare, fires, legendOnTheRight, plain, shares, stack, table, thresholds, value } from './panels.js';
import { once, overTime, rows } from './queries.js';
import { ofRow, ofSeries, traceLinks } from './trace-links.js';

const VENDOR = 'vendor_api_name';
const CLASS = 'job, vendor_api_name, vendor_api_error_category, vendor_api_error_code, vendor_api_error_retryable';

const failedShare = value('Failed calls', 'The share of the calls that failed with an error of the chosen categories.')
  .unit('percentunit')
  .decimals(1)
  .thresholds(thresholds(failureShare))
  .withTarget(once(`sort_desc(${shareInRange(VENDOR, errors(OF_CALLS), REQUESTS)})`, '{{vendor_api_name}}'));

const unansweredShare = value(
  'Unanswered calls',
  'The share of the calls without a final response: they failed, or the application ended them.',
)
  .unit('percentunit')
  .decimals(1)
  .thresholds(thresholds(fires('VendorApiUnanswered')))
  .withTarget(once(`sort_desc(${shareInRange(VENDOR, UNANSWERED, REQUESTS)})`, '{{vendor_api_name}}'));

const mayBeDone = value(
  'Errors with a possible effect',
  'The request may have taken effect. Look up the message before you send it again.',
)
  .unit('short')
  .decimals(0)
  .thresholds(plain)
  .withTarget(once(`sort_desc(${inRange(VENDOR, errors(MAY_BE_DONE))})`, '{{vendor_api_name}}'));

const errorCount = value('Errors', 'All errors: of calls, of items of bulk calls, and reported by webhooks.')
  .unit('short')
  .decimals(0)
  .thresholds(plain)
  .withTarget(once(`sort_desc(${inRange(VENDOR, errors())})`, '{{vendor_api_name}}'));

const retryableShare = value('Retryable errors', 'The share of retryable errors.')
  .unit('percentunit')
  .decimals(0)
  .thresholds(plain)
  .withTarget(
    once(
      `sort_desc(${shareInRange(VENDOR, errors('vendor_api_error_retryable="true"'), errors())})`,
      '{{vendor_api_name}}',
    ),
  );

const callCount = value('Calls', 'All calls. Each retry is a call.')
  .unit('short')
  .decimals(0)
  .thresholds(plain)
  .withTarget(once(`sort_desc(${inRange(VENDOR, REQUESTS)})`, '{{vendor_api_name}}'));

const errorRate = stack('Errors per vendor and category', 'Errors per second. Each point links to its traces.')
  .unit('cps')
  .legend(legendOnTheRight)
  .dataLinks(traceLinks(ofSeries, { [ATTR_VENDOR_API_ERROR_CATEGORY]: 'vendor_api_error_category' }))
  .withTarget(
    overTime(
      perSecond('job, vendor_api_name, vendor_api_error_category', errors()),
      '{{vendor_api_name}} {{vendor_api_error_category}}',
    ),
  );

const failureRatio = shares(
  'Failed calls per vendor',
  'The share of failed calls. The lines are the thresholds of the alerts on the error budget.',
  failureShare,
).withTarget(
  overTime(
    `${perSecond('vendor_api_name', errors(OF_CALLS))} / ${perSecond('vendor_api_name', REQUESTS)}`,
    '{{vendor_api_name}}',
  ),
);

const classes = table('Classes', 'The most frequent classes of errors. Each row links to its traces.', {
  vendor_api_name: 'Vendor',
  vendor_api_error_category: 'Category',
  vendor_api_error_code: 'Class',
  vendor_api_error_retryable: 'Retryable',
  Value: 'Errors',
  job: 'Service',
})
  .decimals(0)
  .withTarget(rows(`sort_desc(topk(25, ${inRange(CLASS, errors())}))`))
  .overrideByName('Class', [
    {
      id: 'links',
      value: traceLinks(ofRow, { [ATTR_VENDOR_API_ERROR_CODE]: 'vendor_api_error_code' }).map((link) => link.build()),
    },
  ]);

/** The first row: the vendors, side by side. */
export const overview = [
  failedShare,
  unansweredShare,
  errorCount,
  mayBeDone,
  retryableShare,
  callCount,
  errorRate,
  failureRatio,
  classes,
];
