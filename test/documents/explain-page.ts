import { explain } from '../../src/explain/explain.js';
import { print } from '../../src/explain/print.js';

const COMMAND = 'npx opentelemetry-instrumentation-vendor-errors explain';

/** A kind of question with an example: a few words, or a piped text. */
interface Example {
  readonly title: string;
  readonly text: string;
  readonly words?: string;
  readonly input?: string;
}

const examples: readonly Example[] = [
  {
    title: "A vendor's code",
    text: 'A vendor and its code, in any order and spelling. The host of the API works as well: `api.linqapp.com 2007`.',
    words: 'linq 2007',
  },
  {
    title: 'The status of a span',
    text: 'The text that the span has as its status. A contradiction is reported first.',
    words: 'linq 1007 recipient_opted_out',
  },
  {
    title: 'A response body',
    text: "With or without the vendor's name. Without it, the answer lists the vendors that the body looks like. Bodies may be cut, escaped, or printed by `console.log`.",
    words: `'linq {"success":false,"error":{"status":429,"code":1007,"message":"Rate limit exceeded for +14155551234","retry_after":12},"trace_id":"2eff5df5c6f688733c007523c4d61cd9"}'`,
  },
  {
    title: 'A log',
    text: "Several lines with a body, a span's status, an SDK's error, or a failure of the network. Each error has one answer.",
    input: `03:12:44 INFO sending
03:12:45 ERROR linq PermissionDeniedError: 403 {"success":false,"error":{"status":403,"code":2008,"message":"Recipient not allowed"}}`,
  },
  {
    title: 'A Prometheus series, or the attributes of a span',
    text: 'Also attributes as a trace view, OTLP or Jaeger has them.',
    words: `'{vendor_api_name="chert",vendor_api_error_native_code="4002"}'`,
  },
  {
    title: 'An alert',
    text: 'Paste the whole notification of Alertmanager, Grafana, Slack or PagerDuty, or the labels, the title or the summary. Each firing alert has one answer: its error with what to do, the checks of the run-book, and the link. The errors that its description also lists are commands at the end. The alert can be of the rules in `examples/observability`, or of other rules with the label `vendor_api_name`.',
    input: `[FIRING:1] VendorApiDeliveryFails notify twilio (ticket content_filtered 30007)
twilio does not deliver for notify (content_filtered)
content_filtered (native code 30007): 23 in 15 minutes.
Run-book: https://runbooks.example.test/vendor-errors.md#vendorapideliveryfails`,
  },
  {
    title: 'The name of an alert',
    text: 'Without labels, the answer is about any service and vendor.',
    words: 'VendorApiDown',
  },
  {
    title: 'An attribute, a metric or a log event',
    text: 'As OpenTelemetry or Prometheus writes it.',
    words: 'vendor_api_error_retry_basis',
  },
  { title: 'The native code `_OTHER`', text: 'With or without the vendor.', words: 'linq _OTHER' },
  { title: 'A class of codes', text: 'With or without the vendor.', words: 'chert 4xxx' },
  {
    title: 'An HTTP status',
    text: 'With or without the vendor. A bare number such as `200` is an HTTP status first, and then the code of a vendor. Only a 2xx or 3xx that is registered, a 4xx or a 5xx is a status.',
    words: 'linq 429',
  },
  {
    title: 'A failure of the network',
    text: 'By the error code, or by what a client prints.',
    words: "'getaddrinfo ENOTFOUND api.linqapp.com'",
  },
  {
    title: 'A transcript of curl, or a HAR entry',
    text: 'The status, the headers and the body are read together.',
    input: `> POST /api/v1/send HTTP/1.1
> Host: console.trychert.com
< HTTP/1.1 502 Bad Gateway
< Retry-After: 9
< X-Trace-ID: 9f8e7d6c
<
<html>Bad Gateway</html>`,
  },
  { title: 'A category or a normalized code', text: 'With everything that leads to it.', words: 'recipient_opted_out' },
  { title: 'A typo', text: 'If nothing matches, similar questions are suggested.', words: 'linq rate_limted' },
];

/** What the terminal shows. */
function terminal({ words, input = '' }: Example): string {
  // The shell removes the quotes.
  const question = words?.replace(/^'(.*)'$/s, '$1') ?? input;
  const command = words === undefined ? `$ pbpaste | ${COMMAND}` : `$ ${COMMAND} ${words}`;
  return `${command}\n${print(explain(question))}`;
}

function section(example: Example): string {
  const { title, text, input } = example;
  const pasted = input === undefined ? '' : `\`\`\`text\n${input}\n\`\`\`\n\n`;
  return `## ${title}\n\n${text}\n\n${pasted}\`\`\`console\n${terminal(example)}\`\`\`\n`;
}

/** The page about the command. */
export function explainPage(): string {
  return `# The command \`explain\`

\`${COMMAND} <question>\`

explains what an error means, who acts, what to do first, and whether a retry helps. Paste what you have: put it in quotes, or
pipe it in (\`pbpaste |\`, \`xclip -o |\`, \`< error.log\`). The outputs on this page are real: \`npm run docs\` writes them.

- The word \`explain\` may be left out: \`npx opentelemetry-instrumentation-vendor-errors linq 2007\`.
- Without a question, standard input is read. \`explain linq -\` reads standard input after the words; \`pbpaste | explain linq\`
  does the same.
- Several codes in one question have several answers. An alert has one.
- Exit codes, ports, process ids, line numbers, durations, sizes and counts (\`500 messages\`) are not read as codes or statuses.
- A number in parentheses, \`(21211)\`, or in the address of a page, \`https://www.twilio.com/docs/errors/21211\`, is read as a
  code if the table of the vendor contains it.
- Nothing leaves the process: the command makes no network calls. Phone numbers, e-mail addresses, keys and tokens are redacted
  in the output.
- \`--config file\` explains the vendors of a configuration file, including your own.
- \`--json\` prints the answer for programs: \`{ query, match, notes, results, near, unknownCodes }\`.
- Exit codes: 0 match found, 1 no match, 2 usage error.

${examples.map(section).join('\n')}`;
}
