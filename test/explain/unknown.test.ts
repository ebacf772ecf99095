import { expect, it } from 'vitest';
import { explain, explainJson, nameOf } from './cli.js';

it('reports an unknown code, its classification and similar codes', async () => {
  const { exitCode, stdout, stderr } = await explain('linq', '2020');
  expect([exitCode, stderr]).toEqual([1, '']);
  expect(stdout).toBe(`linq 2020: not in the table of linq

  The HTTP status determines its meaning. Its class 2xxx determines whether a
  retry helps, if the vendor documents that. On metrics its
  vendor_api.error.native_code is _OTHER.

Did you mean:
  explain linq 2021
  explain linq 2022
  explain linq 2023

  HTTP  means                retry  based on
  400   invalid_request      no     class
  401   unauthenticated      no     class
  403   permission_denied    no     class
  404   resource_not_found   no     class
  409   conflict             no     class
  422   invalid_request      no     class
  429   rate_limited         yes    HTTP status
  500   internal_error       no     class
  502   upstream_error       no     class
  503   service_unavailable  no     class

All its codes:
  explain linq
`);
});

it.each([
  ['linq', '3999', '3xxx', { status: 400, code: 'invalid_request', retryable: true, retryBasis: 'class' }],
  ['chert', '5999', '5xxx', { status: 503, code: 'service_unavailable', retryable: false, retryBasis: 'class' }],
  // Linq documents that retries of this class depend on the code.
  ['linq', '4999', '4xxx', { status: 503, code: 'service_unavailable', retryable: true, retryBasis: 'http_status' }],
  [
    'messages.dev',
    'x_y',
    undefined,
    { status: 404, code: 'resource_not_found', retryable: false, retryBasis: 'http_status' },
  ],
])('uses the class and the HTTP status: %s %s, class %s', async (vendor, code, nativeClass, row) => {
  const { exitCode, answer } = await explainJson(vendor, code);
  expect([exitCode, answer.match, answer.results]).toEqual([1, 'none', []]);
  expect(answer.unknownCodes).toMatchObject([{ vendor, nativeCode: code }]);
  expect(answer.unknownCodes[0]?.nativeClass).toBe(nativeClass);
  expect(answer.unknownCodes[0]?.byStatus).toContainEqual(expect.objectContaining(row));
});

it('lists other vendors with a code of the name', async () => {
  const { answer } = await explainJson('chert', '2014');
  expect(answer.match).toBe('exact');
  expect((await explainJson('messages.dev', '1007')).answer.unknownCodes[0]?.otherVendors).toEqual(['linq', 'chert']);
  expect((await explain('messages.dev', '1007')).stdout.replace(/\s+/g, ' ')).toContain('code of linq and chert.');
});

it.each([
  [['chert', '2099'], ['chert 4099']],
  [
    ['trackly', 'missing_fom'],
    ['trackly missing_from', 'trackly missing_to'],
  ],
  [['lnq', '2007'], ['linq 2007']],
  [['explian', 'linq'], ['linq']],
  [['linq', 'rate_limted'], ['linq rate_limited']],
  [['VendorApiDwn'], ['VendorApiDown']],
  [['vendor_api.eror.param'], ['vendor_api.error.param']],
  [['linq', 'xylophone'], ['linq']],
  [['authentification'], ['authentication']],
  [['rate_limted'], ['rate_limited', 'rate_limit']],
])('suggests for %j: %j', async (words, near) => {
  const { exitCode, answer } = await explainJson(...words);
  expect([exitCode, answer.match]).toEqual([1, 'none']);
  expect(answer.near.slice(0, near.length)).toEqual(near);
});

it('suggests questions that have an answer', async () => {
  const { near } = (await explainJson('trackly', 'missing_fom')).answer;
  for (const question of near) expect((await explain(question)).exitCode).toBe(0);
});

it('reports that there is no match if nothing is similar', async () => {
  const { exitCode, stdout } = await explain('xylophone');
  expect([exitCode, stdout]).toEqual([1, 'No match for "xylophone".\n\nWhat can be asked:\n  explain --help\n']);
});

it('searches for words in codes, meanings and remedies', async () => {
  const { exitCode, answer } = await explainJson('rate');
  expect([exitCode, answer.match]).toEqual([0, 'search']);
  // Rows of other vendors may have the word, too.
  const isOfOthers = (name: string) => name.includes(' ') && !/^(?:linq|messages\.dev|trackly|chert) /.test(name);
  expect(answer.results.map(nameOf).filter((name) => !isOfOthers(name))).toEqual([
    'rate_limit',
    'rate_limited',
    'linq 1007',
    'messages.dev rate_limit_exceeded',
    'chert 1007',
  ]);
  const { stdout } = await explain('rate');
  expect(stdout.match(/^\S.*/gm)).toEqual(['Categories', 'Normalized codes', "Vendors' codes"]);
});

it('finds only results that contain all words', async () => {
  const both = (await explainJson('idempotency', 'parallel')).answer.results.map(nameOf);
  expect(both).toEqual(['linq 2009']);
  const one = (await explainJson('idempotency')).answer.results.map(nameOf);
  expect(one).toEqual(expect.arrayContaining(['linq 2009', 'chert 3004']));
});

it('finds words by their beginning only', async () => {
  expect((await explainJson('idempot')).answer.match).toBe('search');
  expect((await explainJson('dempot')).answer.match).toBe('none');
});

it('searches the codes of one vendor', async () => {
  const { exitCode, answer } = await explainJson('chert', 'trace', 'id');
  expect([exitCode, answer.match]).toEqual([0, 'search']);
  expect(answer.results.map(nameOf)).toEqual(['chert 3001', 'chert 3003', 'chert 3004']);
});
