// @ts-check
import { readFile } from 'node:fs/promises';
import { Marked } from 'marked';
import { page } from './html.mjs';

const RUN_BOOK = new URL('../../../docs/runbook.md', import.meta.url);

/** The run-book, with the anchors that GitHub creates for headings. */
export async function runBookPage() {
  /** @type {Map<string, number>} */
  const used = new Map();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const name = text
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-');
        const before = used.get(name) ?? 0;
        used.set(name, before + 1);
        const id = before === 0 ? name : `${name}-${before}`;
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  return page('Run-book', `<main>${await marked.parse(await readFile(RUN_BOOK, 'utf8'))}</main>`);
}
