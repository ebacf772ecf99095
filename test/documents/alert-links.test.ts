import { expect, it } from 'vitest';
import { builtInVendors } from '../../src/index.js';
import { read, rulesOf } from '../stack/files.js';

const LINE = /eq \$labels\.vendor_api_name "(?<name>[^"]+)" \}\}\{\{ \$page = "(?<page>[^"]+)" \}\}/g;

const vendors = builtInVendors();
const alerts = rulesOf(read('prometheus/vendor-errors.rules.yaml')).filter(
  ({ alert, expr }) => alert !== undefined && /^sum by \([^)]*vendor_api_error_native_code\)/.test(expr.trim()),
);

it('alerts about one code are found', () => {
  expect(alerts.length).toBeGreaterThan(4);
});

it.each(alerts)('$alert links the page of the code, for each vendor that has one', ({ annotations }) => {
  const lines = [...(annotations?.code_url ?? '').matchAll(LINE)].map(({ groups }) => groups);
  const missing = vendors.flatMap(({ name, codePage }) => {
    const page = codePage?.replace('{code}', '%s');
    return page === undefined || lines.some((line) => line?.name === name && line.page === page)
      ? []
      : [`code_url of vendor-errors.rules.yaml has no line for ${name} with the page ${page}.`];
  });
  const others = lines.filter((line) => !vendors.some(({ name, codePage }) => name === line?.name && codePage));
  expect([...missing, ...others.map((line) => `code_url links a page for ${line?.name}, which has none.`)]).toEqual([]);
});
