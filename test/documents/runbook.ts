import { type ErrorCategory, errorCategories } from '../../src/definition/vocabulary.js';
import { actors } from '../../src/explain/actors.js';
import type { CategoryResult, CodeResult, NativeCode, Retry } from '../../src/explain/answer.js';
import { vendors } from '../../src/explain/known-codes.js';
import { categoryResult, codeResult } from '../../src/explain/results.js';
import { traceIdSources } from '../../src/explain/support.js';
import { alertsPart } from './runbook-alerts.js';
import { indexPart, linkToCode } from './runbook-index.js';
import { tracesPart } from './runbook-traces.js';
import { table } from './table.js';

const categories = Object.keys(errorCategories) as ErrorCategory[];
const retries: Readonly<Record<Retry, string>> = {
  yes: 'helps: the same request may succeed later.',
  no: 'does not help: the same request fails again.',
  depends: 'depends on the code or the status; see the table.',
};
const yesOrNo = (yes: boolean) => (yes ? 'yes' : 'no');

function introduction(): string {
  return `# Run-book

This page lists what each error of the vendors means, who acts, and what to do. \`npm run docs\` writes it from the vendors'
tables; do not edit it. On a terminal, \`npx opentelemetry-instrumentation-vendor-errors explain linq 2007\` prints the same.

- [Read an alert](#read-an-alert)
- [Alerts](#alerts)
- [Read a span](#read-a-span)
- [Find the traces](#find-the-traces)
- [Write to the vendor's support](#write-to-the-vendors-support)
- [Categories](#categories)
- [Index by vendor and code](#index-by-vendor-and-code)`;
}

function readAnAlert(): string {
  return `## Read an alert

An alert names a service, a vendor and classes of errors, with the vendor's own codes and the number of errors. It links to its
heading in [Alerts](#alerts), to the dashboard and to the traces. Each class has its own heading below, with who acts and what
to do first. This query finds the class that increased. Its recording rule also includes the first error of a series:

\`\`\`promql
topk(5, sum by (job, vendor_api_name, vendor_api_error_code, vendor_api_error_native_code) (
  job_vendor_class:vendor_api_errors:increase15m{vendor_api_error_category="authentication"}
))
\`\`\`

- If one vendor is affected, continue with the code. If all vendors are affected, check your network, your clock and your release.
- The native code \`_OTHER\` stands for codes that the vendor's table does not contain. The span has the code itself.
- The origin (\`vendor_api.error.origin\`) is the place where the error was seen: \`response\`; \`item\`, one item of a bulk call
  that was otherwise accepted; \`network\`, a call without a usable response; \`webhook\`, a message that was accepted and failed
  later.`;
}

function readASpan(): string {
  const rows = [
    ['`vendor_api.name`', 'the vendor'],
    [
      '`vendor_api.error.code`, `vendor_api.error.category`',
      'the class and its category, which are headings of this run-book',
    ],
    ['`vendor_api.error.native_code`', "the vendor's own code"],
    [
      '`vendor_api.error.retryable`',
      'whether a retry of this call can help; it is more specific than the tables below',
    ],
    [
      '`vendor_api.error.retry_basis`',
      'what `retryable` is based on: the response (`vendor`), a table below (`code`), the `class`, the `http_status`, or the missing response (`network`)',
    ],
    [
      '`vendor_api.error.effect`',
      'whether this attempt may have taken effect: `none` (another vendor can send the message), `possible` (look up the message first) or `done`',
    ],
    ['`vendor_api.error.retry_after`', 'the seconds to wait'],
    ['`vendor_api.error.param`', 'the parameter of the request that caused the error'],
    ['`vendor_api.error.message`', "the vendor's text, without phone numbers, e-mail addresses, keys and tokens"],
    ['`vendor_api.trace_id`', "the id that the vendor's support asks for"],
  ];
  return `## Read a span

The status of the span is a summary: \`linq 1007 rate_limited\`.

${table(['attribute', 'meaning'], rows)}`;
}

function support(): string {
  const rows = vendors.map((vendor) => {
    const sources = traceIdSources(vendor);
    const traceId = sources.length > 0 ? `\`vendor_api.trace_id\` (${sources.join(', else ')})` : 'none';
    return [vendor.name, traceId, `[errors](${vendor.documentation})`];
  });
  return `## Write to the vendor's support

Send these details of two or three failed calls:

1. the trace id, if the vendor sends one: \`vendor_api.trace_id\`;
2. the time with its time zone: the span's start;
3. the endpoint: \`http.request.method\`, \`server.address\` and the path of \`url.full\`;
4. the response: \`http.response.status_code\`, \`vendor_api.error.native_code\`, \`vendor_api.error.message\`.

Without a trace id, the vendor can search only for the time and the endpoint. Do not send recipients' numbers and texts before
the vendor asks for them.

${table(['vendor', 'trace id', 'document'], rows)}`;
}

function overview(): string {
  const rows = categories.map(categoryResult).map(({ category, actor, meaning }) => {
    return [`[\`${category}\`](#${category})`, meaning, actors[actor]];
  });
  return `## Categories\n\n${table(['category', 'meaning', 'who acts'], rows)}`;
}

function nativeCodeCell({ nativeCode, text, codePage }: NativeCode): string {
  if (nativeCode === undefined) return `none, with the text \`${text}\``;
  return codePage === undefined ? `\`${nativeCode}\`` : `[\`${nativeCode}\`](${codePage})`;
}

function retryCell({ retryable, retryAfter, renews }: NativeCode): string {
  if (renews !== undefined) return `${yesOrNo(retryable)}, after ${renews}`;
  return retryAfter === undefined ? yesOrNo(retryable) : `${yesOrNo(retryable)}, after ${retryAfter} s`;
}

function sources({ category, statuses, nativeCodes }: CodeResult): string {
  const rows = [
    ...nativeCodes.map((row) => [row.vendor, nativeCodeCell(row), retryCell(row), row.remedy ?? 'See *First*.']),
    ...statuses.map(({ statuses, retryable }) => [
      'any',
      `none known, HTTP ${statuses}`,
      yesOrNo(retryable),
      'See *First*.',
    ]),
  ];
  if (rows.length > 0) return table(['vendor', 'native code', 'retry', 'what to do'], rows);
  return category === 'network'
    ? 'This is a call to any vendor that got no usable response. It has no code and no trace id.'
    : 'This is a failure of any vendor with neither a known code nor an HTTP error, in a 2xx response or a webhook.';
}

function codePart(code: CodeResult['code']): string {
  const result = codeResult(code);
  return `### ${code}

${result.meaning}

- **Who acts:** ${actors[result.actor]}
- **First:** ${result.firstStep}
- **A retry** ${retries[result.retry]}

${sources(result)}`;
}

function categoryPart({ category, meaning, actor, firstStep, codes }: CategoryResult): string {
  return `## ${category}

${meaning}

- **Who acts:** ${actors[actor]}${codes.length > 1 ? ', unless the code names somebody else' : ''}
- **First:** ${firstStep}
- **Codes:** ${codes.map(({ code }) => linkToCode(code)).join(', ')}

${codes.map(({ code }) => codePart(code)).join('\n\n')}`;
}

/** The run-book, in Markdown. */
export function runbook(): string {
  const before = [introduction(), readAnAlert(), alertsPart(), readASpan(), tracesPart(), support(), overview()];
  return `${[...before, ...categories.map(categoryResult).map(categoryPart), indexPart()].join('\n\n')}\n`;
}
