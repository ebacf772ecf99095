import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from './cli.js';

const PACKAGE = pathToFileURL(join(import.meta.dirname, '../../dist/index.mjs'));

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explain-config-'));
  const config = (vendors: string) => `
    import { at, builtInVendors, defineVendor, text } from '${PACKAGE}';
    const acme = {
      name: 'acme',
      hosts: ['*.acme.test'],
      readError: ({ body }) => ({ code: text(at(body, 'fault')) }),
      codes: { too_fast: { code: 'rate_limited', retryable: true, remedy: 'Send fewer requests to Acme.' } },
    };
    export default { vendors: ${vendors} };
  `;
  await writeFile(file('all.mjs'), config('[...builtInVendors(), defineVendor(acme)]'));
  await writeFile(file('only.mjs'), config('[defineVendor(acme)]'));
  await writeFile(
    file('wrong.mjs'),
    config("[defineVendor({ ...acme, hosts: ['https://api.acme.test'] }), defineVendor({ ...acme, name: 'other' })]"),
  );
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['its code', 'acme too_fast', 'acme too_fast: rate_limited (rate_limit)'],
  ['its code alone', 'too_fast', 'acme too_fast: rate_limited (rate_limit)'],
  ['a slip of its code', 'acme too_fats', 'acme too_fast'],
  ['a word of its remedy', 'requests to Acme', 'acme too_fast: rate_limited, retry yes'],
  ['its body', 'POST https://eu.acme.test/send 429 {"fault":"too_fast"}', 'acme too_fast: rate_limited (rate_limit)'],
  ['the normalized code', 'rate_limited', 'Send fewer requests to Acme.'],
  ['a built-in vendor', 'linq 1007', 'linq 1007: rate_limited (rate_limit)'],
  ['everything', '', 'acme'],
])("explains a user's vendor by %s", async (_what, question, expected) => {
  const { stdout, stderr } = await run(['explain', '--config', file('all.mjs'), question]);
  expect([stdout, stderr]).toEqual([expect.stringContaining(expected), '']);
  expect((await run(['explain', question])).stdout.includes(expected)).toBe(question === 'linq 1007');
});

it('explains only the vendors of the file', async () => {
  expect((await run(['--config', file('only.mjs'), 'linq', '1007'])).exitCode).toBe(1);
});

it('reports an unusable file as a usage error', async () => {
  const { exitCode, stdout, stderr } = await run(['--config', 'missing.mjs', 'linq', '1007']);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^--config: \/\S+\/missing\.mjs does not exist; write a path relative to the working directory\.\nSee: \S+ --help\n$/,
  );
});

it('reports the mistakes in a vendor, and explains the rest', async () => {
  const { stdout, stderr } = await run(['--config', file('wrong.mjs'), 'other', 'too_fast']);
  expect(stdout).toContain('other too_fast: rate_limited');
  expect(stderr).toContain("--config: vendors[0] (acme): host 'https://api.acme.test' is not a host name.");
});
