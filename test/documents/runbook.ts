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
  depends: 'depends on the code or status, see the table.',
};
const yesOrNo = (yes: boolean) => (yes ? 'yes' : 'no');

function introduction(): string {
  return `# Run-book

What each error of the vendors means, who acts, and what to do. Written from the vendors' tables by \`npm run docs\`: change
those, not this file. The same on a terminal: \`npx opentelemetry-instrumentation-vendor-errors explain linq 2007\`.

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

An alert names a service, a vendor and classes of errors, with the vendor's own codes and how many there were. It links to its
heading in [Alerts](#alerts), to the dashboard and to the traces. A class has a heading of its own further below: who acts, and
what to do first. This query finds the class that grew; its recording rule counts first errors, too:

\`\`\`promql
topk(5, sum by (job, vendor_api_name, vendor_api_error_code, vendor_api_error_native_code) (
  job_vendor_class:vendor_api_errors:increase15m{vendor_api_error_category="authentication"}
))
\`\`\`

- One vendor: go on with the code. All vendors at once: it is your network, your clock or your release.
- The native code \`_OTHER\` stands for codes that the vendor's table does not have; the span has the code itself.
- The origin (\`vendor_api.error.origin\`) says where it was seen: \`response\`; \`item\`, one item of a bulk call that as a whole
  was taken; \`network\`, a call without a usable response; \`webhook\`, a message that was accepted and failed later.`;
}

function readASpan(): string {
  const rows = [
    ['`vendor_api.name`', 'which vendor'],
    ['`vendor_api.error.code`, `vendor_api.error.category`', 'what it means: the headings of this run-book'],
    ['`vendor_api.error.native_code`', "the vendor's own code"],
    [
      '`vendor_api.error.retryable`',
      'whether a retry of this very call can help. It counts more than the tables below',
    ],
    [
      '`vendor_api.error.retry_basis`',
      'what says so: the response (`vendor`), a table below (`code`), the `class`, the `http_status`, or that there was no response (`network`)',
    ],
    [
      '`vendor_api.error.effect`',
      'whether this attempt may have taken effect: `none`, so another vendor can send the message; `possible`, so first look the message up; `done`',
    ],
    ['`vendor_api.error.retry_after`', 'how many seconds to wait'],
    ['`vendor_api.error.param`', 'which parameter of the request the vendor complains about'],
    ['`vendor_api.error.message`', "the vendor's text, without phone numbers, e-mail addresses, keys and tokens"],
    ['`vendor_api.trace_id`', "the id that the vendor's support asks for"],
  ];
  return `## Read a span

The span's status has it in short: \`linq 1007 rate_limited\`.

${table(['attribute', 'says'], rows)}`;
}

function support(): string {
  const rows = vendors.map((vendor) => {
    const sources = traceIdSources(vendor);
    const traceId =
      sources.length > 0 ? `\`vendor_api.trace_id\` (${sources.join(', else ')})` : 'none: it sends no id';
    return [vendor.name, traceId, `[errors](${vendor.documentation})`];
  });
  return `## Write to the vendor's support

Send, for two or three failed calls:

1. the trace id, where the vendor sends one: \`vendor_api.trace_id\`;
2. the time with its time zone: the span's start;
3. the endpoint: \`http.request.method\`, \`server.address\` and the path of \`url.full\`;
4. what came back: \`http.response.status_code\`, \`vendor_api.error.native_code\`, \`vendor_api.error.message\`.

Without a trace id, time and endpoint are all that the vendor can search for. Leave recipients' numbers and texts out until
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
    ...nativeCodes.map((row) => [row.vendor, nativeCodeCell(row), retryCell(row), row.remedy ?? 'As above.']),
    ...statuses.map(({ statuses, retryable }) => [
      'any',
      `none known, HTTP ${statuses}`,
      yesOrNo(retryable),
      'As above.',
    ]),
  ];
  if (rows.length > 0) return table(['vendor', 'native code', 'retry', 'what to do'], rows);
  return category === 'network'
    ? 'A call to any vendor that got no usable response; there is no code and no trace id.'
    : 'A failure, of any vendor, that came with neither a known code nor an HTTP error: in a 2xx, or in a webhook.';
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

- **Who acts:** ${actors[actor]}${codes.length > 1 ? ', where the code does not say otherwise' : ''}
- **First:** ${firstStep}
- **Codes:** ${codes.map(({ code }) => linkToCode(code)).join(', ')}

${codes.map(({ code }) => codePart(code)).join('\n\n')}`;
}

/** The run-book, in Markdown. */
export function runbook(): string {
  const before = [introduction(), readAnAlert(), alertsPart(), readASpan(), tracesPart(), support(), overview()];
  return `${[...before, ...categories.map(categoryResult).map(categoryPart), indexPart()].join('\n\n')}\n`;
}
