/** What the on-call person does about an alert of vendor-errors.rules.yaml. */
export interface AlertGuide {
  readonly meaning: string;
  readonly checks: readonly string[];
  /** When the alert resolves by itself. */
  readonly resolves: string;
}

const BUDGET_CHECKS = [
  'Explain the classes that the alert lists, the most frequent one first.',
  'Compare the services on the dashboard. If one service is affected, look for a release or a change of its configuration. If all are affected, check the vendor.',
  'A budget alert is muted while `VendorApiDown`, `VendorApiUnanswered` or `VendorApiAuthenticationFails` fires for the same vendor.',
];

/** The guides by the names of the alerts, in the order of the rules. */
export const alertGuides: Readonly<Record<string, AlertGuide>> = {
  VendorApiErrorBudgetBurnsFast: {
    meaning: "Calls fail 14.4 times as often as the objective allows: 2% of a month's error budget in an hour.",
    checks: BUDGET_CHECKS,
    resolves: 'The share of the last 5 minutes or of the last hour is below 14.4% (with the objective of 99%).',
  },
  VendorApiErrorBudgetBurns: {
    meaning: "Calls fail 6 times as often as the objective allows: 5% of a month's error budget in 6 hours.",
    checks: BUDGET_CHECKS,
    resolves: 'The share of the last 30 minutes or of the last 6 hours is below 6%.',
  },
  VendorApiErrorBudgetErodes: {
    meaning: "Calls fail more often than the objective allows, for days: 10% of a month's error budget in 3 days.",
    checks: [
      ...BUDGET_CHECKS.slice(0, 2),
      'This is not urgent: plan a fix, or change the objective (`vendor_api:objective:ratio`).',
    ],
    resolves: 'The share of the last 6 hours or of the last 3 days is below 1%.',
  },
  VendorApiDown: {
    meaning: "More than half of the calls fail in the vendor's server or on the network.",
    checks: [
      "Read the vendor's status page.",
      'If other vendors fail too, check your own network, DNS and certificates.',
      'Before you send the messages through another vendor, read `vendor_api.error.effect` on the spans. If it is `possible`, the message may have been sent.',
    ],
    resolves: 'At most half of the calls have failed for 5 minutes.',
  },
  VendorApiUnanswered: {
    meaning:
      'More than a fifth of the calls got no final response: they failed on the network or timed out, or the application ended them before a response arrived.',
    checks: [
      'Is the vendor slow? Compare the duration of answered calls with the deadline of the client.',
      'If all these calls are `aborted` and from one service, look for a new deadline or for users who cancel.',
      "Unanswered calls may have taken effect. Look up the messages before you send them again, or use the vendor's idempotency key.",
    ],
    resolves: 'At most a fifth of the calls have been unanswered for 10 minutes.',
  },
  VendorApiAuthenticationFails: {
    meaning: 'The vendor refused the credentials. One error is enough, because credentials do not fail by chance.',
    checks: [
      'Was a key rotated, revoked or left out of a deployment?',
      'Does one instance fail, or do all? If one fails, its configuration is outdated.',
      'Does the key belong to the correct environment (sandbox, production)?',
    ],
    resolves: '15 minutes have passed without such an error.',
  },
  VendorApiRateLimited: {
    meaning: 'The vendor has refused more than 5% of the calls for 20 minutes. Retries no longer help.',
    checks: [
      'Do retries wait as long as the vendor asks? The panel "Time to wait before a retry" shows how long.',
      'Send more slowly, spread the load over time, or ask the vendor for a higher limit.',
    ],
    resolves: 'At most 5% of the calls have been refused for 10 minutes.',
  },
  VendorApiQuotaUsedUp: {
    meaning: 'A plan, account or daily allowance is used up.',
    checks: [
      'When does the allowance renew? `vendor_api.error.retry_after` on the spans is the remaining time, if it is known.',
      'The owner of the vendor account can buy more. Hold back messages that can wait.',
    ],
    resolves: 'Fewer than 3 calls have failed because of the allowance in 15 minutes.',
  },
  VendorApiDeliveryFails: {
    meaning: 'The vendor accepted messages and did not deliver them.',
    checks: [
      'Start with the class: who acts, what to do first, and whether a retry helps. The command in the alert explains it.',
      "If the class names no cause of your own, give the vendor's support the `vendor_api.trace_id` of some of the spans.",
      'Items of bulk calls have no spans. Search for `vendor_api.bulk.error_codes`.',
    ],
    resolves: 'Fewer than 5 deliveries have failed in each quarter of an hour for 10 minutes.',
  },
  VendorApiMessagesLost: {
    meaning: 'Webhooks report that more than a quarter of the accepted messages were lost.',
    checks: [
      "Read the vendor's status page.",
      "Give the vendor's support the `vendor_api.trace_id` of some of the calls.",
      'Do webhooks arrive for all outcomes? If reports of deliveries are missing, deliveries look like losses.',
    ],
    resolves: 'At most a quarter of the messages have been lost for 10 minutes.',
  },
  VendorApiAttachmentFails: {
    meaning: 'Files could not be accepted, fetched, found or sent.',
    checks: ['Did the source, size or type of the files change?', 'Can the vendor reach the address of the file?'],
    resolves: 'Fewer than 5 files have failed in each quarter of an hour for 10 minutes.',
  },
  VendorApiUnknownNativeCode: {
    meaning: 'The vendor sent a code that its table does not contain. The HTTP status determined the class.',
    checks: [
      "Read `vendor_api.error.native_code` on the spans, and look the code up in the vendor's documentation.",
      'Look for the row in a newer version of this package. If the row is missing, report the code with the issue form of the repository. For your own vendor, add the row.',
    ],
    resolves: 'An hour and 15 minutes have passed without an unknown code.',
  },
  VendorApiRetriesWasted: {
    meaning: 'The client repeats calls that fail the same way each time. These retries add load and delay.',
    checks: [
      'Make the calling code check `retryable`, or turn off the retries of the SDK for these calls.',
      '`http.request.resend_count` on the span is the number of earlier attempts.',
    ],
    resolves: 'At most 1% of the calls of an hour are such retries.',
  },
};
