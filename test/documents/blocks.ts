import { readdirSync, readFileSync } from 'node:fs';
import { failureTable } from '../failures/table.js';
import { vendorTable } from './vendor-table.js';
import { vocabularyTables } from './vocabulary-tables.js';

/** A part of a page that is written from the tables, between `<!-- name -->` and `<!-- /name -->`. */
interface Block {
  readonly page: string;
  readonly name: string;
  readonly content: () => string;
}

const signatures = new URL('../../examples/webhooks/signatures/', import.meta.url);

/** The samples that check signatures, byte for byte. */
const signatureSamples = readdirSync(signatures).map(
  (name): Block => ({
    page: 'docs/webhooks.md',
    name,
    content: () => `\`\`\`js\n${readFileSync(new URL(name, signatures), 'utf8')}\`\`\``,
  }),
);

/** All such parts. */
export const blocks: readonly Block[] = [
  { page: 'README.md', name: 'vendors', content: () => vendorTable('vendor', 'channels', 'codes') },
  {
    page: 'docs/vendors.md',
    name: 'vendors',
    content: () => vendorTable('factory', '`vendor_api.name`', 'hosts', 'trace id', 'documented codes'),
  },
  { page: 'docs/failures.md', name: 'failures', content: failureTable },
  { page: 'docs/vocabulary.md', name: 'vocabulary', content: vocabularyTables },
  ...signatureSamples,
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
