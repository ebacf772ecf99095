import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as everything from '../../src/index.js';
import { builtInVendors } from '../../src/index.js';
import { factoryName } from '../../src/vendors/names.js';
import { builtInSamples } from '../../src/vendors/samples.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = ['index', 'codes', 'envelope', 'routes', 'webhooks', 'samples', 'documented-codes', 'examples'];

const folders = readdirSync(join(root, 'src/vendors'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const vendors = builtInVendors().map((vendor) => ({ ...vendor, folder: vendor.name.replaceAll('.', '-') }));

describe.each(folders)('src/vendors/%s', (folder) => {
  it('contains every part of a vendor, and is registered', () => {
    const missing = PARTS.filter((part) => !existsSync(join(root, 'src/vendors', folder, `${part}.ts`)));
    const problems = missing.map((part) => `src/vendors/${folder}/${part}.ts is missing.`);
    if (!vendors.some((vendor) => vendor.folder === folder))
      problems.push(`src/vendors/registry.ts does not list the vendor of src/vendors/${folder}/.`);
    expect(problems).toEqual([]);
  });
});

describe.each(vendors)('the built-in vendor $name', ({ name, folder, documentation, routes, readWebhook }) => {
  it('is complete', () => {
    const key = factoryName(name);
    const changes = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').toLowerCase();
    const parts: readonly (readonly [problem: string, isThere: boolean])[] = [
      [`Its folder is not src/vendors/${folder}/.`, folders.includes(folder)],
      [`src/vendors/registry.ts does not export ${key}().`, Object.hasOwn(everything, key)],
      [`src/vendors/samples.ts has no ${key}.`, Object.hasOwn(builtInSamples, key)],
      ['It has no documentation.', documentation !== undefined],
      ['It has no routes.', routes.length > 0],
      ['It has no readWebhook.', readWebhook !== undefined],
      ['CHANGELOG.md does not mention it.', changes.includes(name)],
    ];
    expect(parts.flatMap(([problem, isThere]) => (isThere ? [] : [problem]))).toEqual([]);
  });
});
