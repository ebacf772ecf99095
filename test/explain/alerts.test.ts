import { describe, expect, it } from 'vitest';
import { alerts } from '../../src/explain/alerts.js';
import type { AlertResult } from '../../src/explain/answer.js';
import { explain } from '../../src/explain/explain.js';
import { print } from '../../src/explain/print.js';
import { cpuMillis } from '../support/cpu-time.js';
import { nameOf } from './cli.js';
import { type Firing, notifications } from './notifications.js';

const COMMAND = 'npx opentelemetry-instrumentation-vendor-errors explain';
const LISTED = `The most frequent failures:
- rate_limited (native code 1007): 300
  ${COMMAND} linq 1007
- service_unavailable (no native code): 80
  ${COMMAND} service_unavailable
- unauthenticated (native code 2004): 32
  ${COMMAND} linq 2004`;

/** An alert of the rules that fires for rate limits of linq, with or without labels of the class. */
function firingOf(alertname: string, template: string, hasClass: boolean): Firing {
  const labels = { alertname, job: 'checkout', severity: 'page', vendor_api_name: 'linq' };
  const ofClass = { vendor_api_error_code: 'rate_limited', vendor_api_error_native_code: '1007' };
  const summary = template
    .replace('{{ $labels.job }}', 'checkout')
    .replace('{{ $labels.vendor_api_name }}', 'linq')
    .replace('{{ $labels.vendor_api_error_code }}', 'rate_limited')
    .replace('{{ $value | humanizePercentage }}', '12.5%');
  const description = hasClass ? `rate_limited (native code 1007): 214.\n${COMMAND} linq 1007` : LISTED;
  const runbook_url = `https://runbooks.example.test/vendor-errors.md#${alertname.toLowerCase()}`;
  return { labels: hasClass ? { ...labels, ...ofClass } : labels, annotations: { description, runbook_url, summary } };
}

/** An alert without labels of a class has no class in its summary. */
const cases = alerts.flatMap(({ name, summary }) =>
  (summary.includes('error_code') ? [true] : [true, false]).map((hasClass) => ({
    name,
    hasClass,
    firing: firingOf(name, summary, hasClass),
  })),
);

describe.each(Object.entries(notifications))('a whole alert in %s has one answer', (_, write) => {
  it.each(cases)('$name, labels of the class: $hasClass', ({ name, hasClass, firing }) => {
    const answer = explain(write(firing));
    const meaning = `${firing.annotations.summary}.`;
    expect(meaning).toMatch(/\blinq\b[^{}]*\.$/);
    expect(answer).toMatchObject({ match: 'exact', notes: [], unknownCodes: [] });
    expect(answer.results).toMatchObject([
      {
        kind: 'alert',
        ...{ name, meaning, severity: expect.stringMatching(/^(?:page|ticket)$/), vendor: 'linq' },
        nativeCode: '1007',
        error: { kind: 'native_code', vendor: 'linq', nativeCode: '1007', code: 'rate_limited' },
        runbook: firing.annotations.runbook_url,
      },
    ]);
    const next = hasClass ? [] : ['service_unavailable', 'linq 2004'];
    const [result] = answer.results as readonly AlertResult[];
    expect(result?.next).toEqual(name === 'VendorApiUnknownNativeCode' ? ['linq _OTHER'] : next);
  });
});

const RATE_LIMITED = 'alertname="VendorApiRateLimited",job="checkout",vendor_api_name="linq"';

it.each<[question: string, expected: Partial<Record<keyof AlertResult, unknown>>]>([
  [
    `{${RATE_LIMITED},vendor_api_error_code="rate_limited",vendor_api_error_native_code="1007"}`,
    {
      meaning: 'linq limits checkout: many of the calls are refused (rate_limited).',
      ...{ service: 'checkout', error: { nativeCode: '1007' }, runbook: 'docs/runbook.md#vendorapiratelimited' },
    },
  ],
  [
    `{${RATE_LIMITED},vendor_api_error_code="rate_limited",vendor_api_error_native_code="2999"}`,
    { nativeCode: '2999', error: { kind: 'code', code: 'rate_limited' }, next: ['linq rate_limited'] },
  ],
  [
    'alertname = VendorApiUnknownNativeCode\nvendor_api_error_code = invalid_request\nvendor_api_error_native_code = _OTHER\nvendor_api_name = linq',
    {
      meaning: 'linq sends the service a code that its table does not contain.',
      ...{ nativeCode: '_OTHER', error: { code: 'invalid_request' }, next: ['linq _OTHER'] },
      firstStep: expect.stringContaining('Read vendor_api.error.native_code'),
    },
  ],
  [
    'VendorApiDeliveryFails vendor_api_name="twilio" vendor_api_error_code="content_filtered"',
    {
      meaning: 'twilio does not deliver for the service (content_filtered).',
      error: {
        code: 'content_filtered',
        nativeCodes: expect.arrayContaining([expect.objectContaining({ vendor: 'twilio' })]),
      },
      next: ['twilio content_filtered'],
    },
  ],
  ['VendorApiDeliveryFails twilio', { meaning: 'twilio does not deliver for the service.', next: ['delivery'] }],
  [
    '[RESOLVED] VendorApiDown (checkout page telnyx)',
    { meaning: expect.stringContaining('telnyx is down'), vendor: 'telnyx' },
  ],
  [
    '[FIRING:1] VendorApiDeliveryFails notify twilio (ticket content_filtered 30007)',
    { nativeCode: '30007', error: { nativeCode: '30007', code: 'content_filtered' } },
  ],
  [
    'linq refuses the credentials of checkout (unauthenticated)',
    { name: 'VendorApiAuthenticationFails', service: 'checkout', error: { code: 'unauthenticated' } },
  ],
  [
    '{alertname="VendorApiDown",vendor_api_name="acme",job="x"}',
    { vendor: 'acme', meaning: 'acme is down for x: many of the calls fail.' },
  ],
  // An alert of another rule.
  [
    'alertname = TwilioFilters\nseverity = page\nvendor_api_error_code = content_filtered\nvendor_api_error_native_code = 30007\nvendor_api_name = twilio\nAnnotations\nrunbook_url = https://wiki.example.test/twilio',
    {
      name: 'TwilioFilters',
      severity: 'page',
      error: { nativeCode: '30007' },
      runbook: 'https://wiki.example.test/twilio',
    },
  ],
  [
    '{alertname="KeyProblems",vendor_api_name="linq",vendor_api_error_category="authentication"}',
    { error: { kind: 'category' } },
  ],
])('explains %s', (question, expected) => {
  const { results } = explain(question);
  expect(results).toMatchObject([{ kind: 'alert', ...expected }]);
});

it.each<[string, readonly string[]]>([
  ['VendorApiDown, VendorApiUnanswered', ['VendorApiDown', 'VendorApiUnanswered']],
  [
    `{${RATE_LIMITED}}\n{${RATE_LIMITED.replace('checkout', 'notify')}}`,
    ['VendorApiRateLimited', 'VendorApiRateLimited'],
  ],
  [
    `VendorApiDown linq\nlinq {"success":false,"error":{"status":429,"code":1007,"message":"slow down"}}`,
    ['VendorApiDown', 'linq 1007'],
  ],
  [
    'linq refuses the credentials of checkout (unauthenticated)\ntelnyx refuses the credentials of notify (unauthenticated)',
    ['VendorApiAuthenticationFails', 'VendorApiAuthenticationFails'],
  ],
  [
    '[FIRING:2] VendorApiDeliveryFails checkout\nlinq does not deliver for checkout (content_filtered)\ntwilio does not deliver for checkout (content_filtered)',
    ['VendorApiDeliveryFails', 'VendorApiDeliveryFails'],
  ],
  ['{alertname="KubePodCrashLooping",pod="linq-sender"}', []],
])('answers each of several alerts, and a body below one: %s', (question, expected) => {
  expect(explain(question).results.map(nameOf)).toEqual(expected);
});

it('reads many different commands in linear time', () => {
  const codes = Array.from({ length: 4000 }, (_, index) => `${COMMAND} linq ${10_000 + index}`);
  // About 0.3 s; comparing each command with all others took 5 s.
  expect(cpuMillis(() => explain(`VendorApiDown linq\n${codes.join('\n')}`))).toBeLessThan(1_500);
});

it('reports labels that contradict the table', () => {
  const { notes } = explain(`{${RATE_LIMITED},vendor_api_error_code="conflict",vendor_api_error_native_code="1007"}`);
  expect(notes[0]).toContain('Contradiction: linq 1007 is rate_limited, not conflict.');
});

describe.each(alerts)('$name', ({ name }) => {
  it.each(['', ' linq', ' vendor_api_name="linq" job="checkout"'])(
    'reads as a sentence with the labels "%s"',
    (labels) => {
      const { results } = explain(name + labels);
      const [result] = results as readonly AlertResult[];
      expect(results).toHaveLength(1);
      expect(result?.meaning).toMatch(
        labels === ''
          ? /^[A-Z][^<>{}$]+\.$/
          : /^(?:linq|Many|The)\b[^<>{}$()]*\blinq?\b[^<>{}$()]*\.$|^linq [^<>{}$()]+\.$/,
      );
      expect(print({ ...explain(name + labels) })).not.toMatch(/[<>{}$]/);
    },
  );
});

it('prints one block with the meaning, what to do, and the run-book', () => {
  const firing = firingOf(
    'VendorApiRateLimited',
    '{{ $labels.vendor_api_name }} limits {{ $labels.job }}: {{ $value | humanizePercentage }} of the calls are refused ({{ $labels.vendor_api_error_code }})',
    true,
  );
  expect(print(explain(notifications['an e-mail']?.(firing) ?? ''))).toBe(`VendorApiRateLimited (alert)

  meaning   linq limits checkout: 12.5% of the calls are refused (rate_limited).
  severity  page
  fires     when that lasts 10m
  error     linq 1007: rate_limited (rate_limit). A rate limit was hit.
  who acts  the on-call team
  first     Wait for \`vendor_api.error.retry_after\` seconds, and find the job,
            loop or sender that makes more calls than before.
  to do     Wait for Retry-After; then look for send loops (limit: 30 a minute
            per pair), uncached capability checks, and the sandbox limit.
  retry     helps: the same request, sent again, may succeed
  support   send the trace id (vendor_api.trace_id on the span); the time of the
            call, with its time zone; the endpoint: method, host and path; the
            HTTP status, the vendor's code and its message
  document  https://docs.linqapp.com/error
  check     Do retries wait as long as the vendor asks? The panel "Time to wait
            before a retry" shows how long.
            Send more slowly, spread the load over time, or ask the vendor for a
            higher limit.
  resolves  At most 5% of the calls have been refused for 10 minutes.
  run-book  https://runbooks.example.test/vendor-errors.md#vendorapiratelimited
`);
});
