import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('../../docs/telemetry.md', import.meta.url), 'utf8');

/** The rows of the first table below a heading of docs/telemetry.md, each as its cells. */
export function rowsBelow(heading: string): readonly (readonly string[])[] {
  const [, part = ''] = PAGE.split(`\n${heading}\n`);
  const table = /(?:^\|.*\n)+/m.exec(part)?.[0] ?? '';
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks in a cell. */
export function quoted(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text ?? []);
}
