import { failureTable } from '../failures/table.js';
import { vendorTable } from './vendor-table.js';
import { vocabularyTables } from './vocabulary-tables.js';

/** A part of a page that is written from the tables, between `<!-- name -->` and `<!-- /name -->`. */
interface Block {
  readonly page: string;
  readonly name: string;
  readonly content: () => string;
}

/** All such parts. */
export const blocks: readonly Block[] = [
  { page: 'README.md', name: 'vendors', content: () => vendorTable('vendor', 'codes') },
  {
    page: 'docs/vendors.md',
    name: 'vendors',
    content: () => vendorTable('vendor', '`vendor_api.name`', 'hosts', 'trace id', 'documented codes'),
  },
  { page: 'docs/failures.md', name: 'failures', content: failureTable },
  { page: 'docs/vocabulary.md', name: 'vocabulary', content: vocabularyTables },
];

/** A page with the contents of its blocks. */
export function withBlocks(page: string, text: string): string {
  return blocks
    .filter((block) => block.page === page)
    .reduce((before, { name, content }) => {
      const pattern = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
      if (!pattern.test(before)) throw new Error(`${page} has no block '${name}'`);
      return before.replace(pattern, (_, begin, end) => `${begin}\n${content().trimEnd()}\n\n${end}`);
    }, text);
}
