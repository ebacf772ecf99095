/** The maximum width of a line. */
export const WIDTH = 80;

/** Breaks a text at spaces into lines of at most `width` characters. A longer word gets its own line. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A label with a text, whose lines are aligned: `  who acts   the on-call team`. */
export function field(label: string, text: string, labelWidth: number): readonly string[] {
  const indent = 2 + labelWidth + 2;
  const begin = `  ${label.padEnd(labelWidth)}  `;
  return wrap(text, WIDTH - indent).map((line, index) => (index === 0 ? begin : ' '.repeat(indent)) + line);
}

/** Labels with aligned texts. Labels without a text are omitted. */
export function fields(entries: readonly (readonly [label: string, text: string | undefined])[]): readonly string[] {
  const present = entries.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
  const labelWidth = Math.max(...present.map(([label]) => label.length));
  return present.flatMap(([label, text]) => field(label, text, labelWidth));
}

/** A table without lines; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

const AND = new Intl.ListFormat('en', { type: 'conjunction' });

/** `linq`, `linq and chert`, `linq, trackly, and chert`. */
export function listed(names: readonly string[]): string {
  return AND.format(names);
}
