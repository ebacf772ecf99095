import { clientNames, type ExpectedError, type Failure, failures } from './failures.js';

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function codeOf(error: ExpectedError | undefined): string {
  return error === undefined ? 'no error' : `\`${error.code}\``;
}

/** The exceptions of a failure: clients to which the same thing happens for the same reason go together. */
function exceptions({ differs = {}, without = {} }: Failure): string {
  const namesByReason = new Map<string, string[]>();
  for (const name of clientNames) {
    const { [name]: difference } = differs;
    const { [name]: missing } = without;
    const reasons = [
      ...(difference ? [`${codeOf(difference.expected)} (${difference.why})`] : []),
      ...(missing !== undefined ? [`not possible (${missing})`] : []),
    ];
    for (const reason of reasons) namesByReason.set(reason, [...(namesByReason.get(reason) ?? []), name]);
  }
  return [...namesByReason].map(([reason, names]) => `${names.join(', ')}: ${reason}`).join('; ');
}

function cells(failure: Failure): readonly string[] {
  const { name, what, expected } = failure;
  const retryable = expected && (expected.retryable ? 'yes' : 'no');
  return [
    name,
    what,
    codeOf(expected),
    expected?.category ?? '',
    retryable ?? '',
    expected?.effect ?? '',
    exceptions(failure),
  ];
}

/** What is expected of each client with each failure, as Markdown for docs/failures.md. */
export function failureTable(): string {
  const header = ['failure', 'what happens', '`vendor_api.error.code`', 'category', 'retryable', 'effect', 'except'];
  const lines = [header, header.map(() => '---'), ...failures.map(cells)].map(row);
  return `Clients: ${clientNames.join(', ')}.\n\n${lines.join('\n')}\n`;
}
