import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import { alertGuides } from '../../src/explain/alert-guides.js';
import { vendors } from '../../src/explain/known-codes.js';
import { classifyFailure, codeOfFailure } from '../../src/normalize/network-failure.js';
import { runbook } from './runbook.js';

const RUNBOOK = '../../docs/runbook.md';

// `npm run docs` writes what this compares.
it('docs/runbook.md matches the tables', async () => {
  await expect(runbook()).toMatchFileSnapshot(RUNBOOK);
});

/** The headings of a document by the anchors that GitHub gives them: the second of a name gets a number. */
function headings(document: string): ReadonlyMap<string, string> {
  const byAnchor = new Map<string, string>();
  for (const [heading, text = ''] of document.matchAll(/^#{1,6} (.+)$/gm)) {
    const name = text
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-');
    const before = [...byAnchor.keys()].filter((anchor) => anchor.replace(/-\d+$/, '') === name).length;
    byAnchor.set(before === 0 ? name : `${name}-${before}`, heading);
  }
  return byAnchor;
}

it('every link leads to the heading of its name', () => {
  const document = runbook();
  const byAnchor = headings(document);
  const links = [...document.matchAll(/\[([^\]]+)\]\(#([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(70);
  for (const [, text = '', anchor = ''] of links) {
    expect(byAnchor.get(anchor)?.replace(/^#+ /, '')).toBe(text.replaceAll('`', ''));
  }
});

it('a category links to its codes, and the overview to the categories', () => {
  const document = runbook();
  const byAnchor = headings(document);
  const levels = (pattern: RegExp) =>
    [...document.matchAll(pattern)]
      .flatMap(([line]) => [...line.matchAll(/\(#([^)]+)\)/g)])
      .map(([, anchor = '']) => byAnchor.get(anchor)?.split(' ')[0]);
  expect(new Set(levels(/^- \*\*Codes:.*$/gm))).toEqual(new Set(['###']));
  expect(new Set(levels(/^\| \[.*$/gm))).toEqual(new Set(['##']));
});

it('a category has the anchor of its name, and so does a code, unless a category has that name', () => {
  const headings = [...runbook().matchAll(/^(##|###) (\w+)$/gm)].map(([, level, name]) => `${level} ${name}`);
  const expected = Object.keys(errorCategories).flatMap((category) => [
    `## ${category}`,
    ...Object.entries(normalizedCodes).flatMap(([code, row]) => (row.category === category ? [`### ${code}`] : [])),
  ]);
  const others = ['## Categories', '## Alerts', ...Object.keys(alertGuides).map((alert) => `### ${alert}`)];
  expect(headings.filter((heading) => !others.includes(heading))).toEqual(expected);
});

it('every alert has a heading with checks, the condition for resolving, and a command that silences it', () => {
  const rules = readFileSync(
    new URL('../../examples/observability/prometheus/vendor-errors.rules.yaml', import.meta.url),
    'utf8',
  );
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, alert]) => alert ?? '');
  expect(alerts.length).toBeGreaterThan(10);
  expect(Object.keys(alertGuides)).toEqual(alerts);
  for (const alert of alerts) {
    const part = partAbout(alert);
    for (const label of ['Check', 'Resolves when', 'Silence']) expect(part).toContain(`- **${label}:**`);
    expect(part).toContain(`alertname=${alert} `);
  }
});

it.each(vendors)('the index links every code of $name to its class', ({ name, codes }) => {
  const [, part = ''] = runbook().split(`### Codes of ${name}\n`);
  for (const [key, { code }] of Object.entries(codes)) expect(part).toContain(`| \`${key}\` | [\`${code}\`](#${code}`);
});

/** The part of the run-book about a code. */
function partAbout(code: string): string {
  return new RegExp(`^### ${code}$.*?(?=^##|(?![\\s\\S]))`, 'ms').exec(runbook())?.[0] ?? '';
}

it.each(vendors.map((vendor) => [vendor.name, vendor] as const))(
  'lists every row of %s under its code',
  (name, vendor) => {
    for (const [key, row] of Object.entries(vendor.codes)) {
      const wait = row.renews ?? (row.retryAfter === undefined ? undefined : `${row.retryAfter} s`);
      const retry = `${row.retryable ? 'yes' : 'no'}${wait === undefined ? '' : `, after ${wait}`}`;
      const cell =
        vendor.codePage === undefined ? `\`${key}\`` : `[\`${key}\`](${vendor.codePage.replace('{code}', key)})`;
      expect(partAbout(row.code)).toContain(`| ${name} | ${cell} | ${retry} | ${row.remedy ?? 'See *First*.'} |`);
    }
  },
);

it('lists the HTTP statuses of a code, and whether a retry helps', () => {
  expect(partAbout('upstream_timeout')).toContain('| any | none known, HTTP 408, 504 | yes |');
  expect(partAbout('invalid_request')).toContain('| any | none known, HTTP 400 and any other 4xx | no |');
  expect(partAbout('invalid_request')).toContain('| any | none known, HTTP 425 | yes |');
  expect(partAbout('internal_error')).toContain('| any | none known, HTTP 500 and any other 5xx | yes |');
  expect(partAbout('internal_error')).toContain('| any | none known, HTTP 501, 505 | no |');
});

it.each(['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'CERT_HAS_EXPIRED', 'UND_ERR_HEADERS_TIMEOUT'])(
  'states for %s whether a retry helps, like the plugin',
  (code) => {
    const [vendor] = vendors;
    const error = vendor && classifyFailure(vendor, { code }, undefined);
    const part = partAbout(codeOfFailure({ code }) ?? '');
    expect(part).toContain(`- **A retry** ${error?.retryable ? 'helps' : 'does not help'}:`);
    expect(part).toContain('no usable response');
  },
);

it('no cell breaks a table', () => {
  const tables = runbook()
    .split('\n\n')
    .filter((part) => part.startsWith('| '));
  expect(tables.length).toBeGreaterThan(50);
  for (const lines of tables.map((each) => each.trimEnd().split('\n'))) {
    const widths = lines.map((line) => line.split(' | ').length);
    expect(new Set(widths).size).toBe(1);
  }
});
