import { describe, expect, it } from 'vitest';
import { builtInVendor } from '../../src/definition/built-in-vendor.js';
import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import {
  builtInVendors,
  linq,
  normalize,
  trackly,
  twilio,
  type Vendor,
  VendorErrorsInstrumentation,
  type VendorOptions,
} from '../../src/index.js';
import { allCodesOf, builtIn } from '../support/built-in.js';
import { recordDiag } from '../support/diag-log.js';
import { linesOf, VOCABULARY, vocabulary } from '../support/vocabulary.js';

const rowsOf = ({ codes }: Vendor) =>
  Object.entries(codes)
    .map(([key, row]) =>
      [key, row.code, row.retryable ? 'yes' : 'no', row.retryAfter ?? row.renews ?? ''].join(' ').trim(),
    )
    .sort();

describe.each(builtIn)('$name', ({ make, name, vendor, documented }) => {
  const { documentationHost, hosts, count, classes } = documented;
  const lines = linesOf(allCodesOf(documented));
  const remedies = [...Object.entries(vendor.codes), ...Object.entries(vendor.messages)].flatMap(([key, { remedy }]) =>
    remedy === undefined ? [] : [[key, remedy] as const],
  );

  it('has its name, its documentation and the hosts of its API', () => {
    const documentation = new URL(vendor.documentation ?? '');
    expect(vendor.name).toBe(name);
    expect([documentation.protocol, documentation.host]).toEqual(['https:', documentationHost]);
    expect(vendor.hosts).toEqual(hosts);
  });

  it('has exactly the documented codes, each with its meaning and retryability', () => {
    expect(lines).toHaveLength(count);
    expect(rowsOf(vendor)).toEqual(lines);
  });

  it('has exactly the documented classes', () => {
    const retryable = Object.entries(vendor.classes).map(([key, row]) => [key, row.retryable]);
    expect(Object.fromEntries(retryable)).toStrictEqual(classes);
  });

  it.each(remedies)('%s: the remedy is a sentence of 30 to 140 characters', (_key, remedy) => {
    expect(remedy).toMatch(/^[A-Z][^\n]*\.$/);
    expect(remedy.length).toBeGreaterThanOrEqual(30);
    expect(remedy.length).toBeLessThanOrEqual(140);
  });

  it('contains only codes of the vocabulary', () => {
    const known = new Set<string>(vocabulary.map(([code]) => code));
    const meant = [...Object.values(vendor.codes), ...Object.values(vendor.messages)].map((row) => row.code);
    expect(meant.filter((code) => !known.has(code))).toEqual([]);
  });

  it('accepts other hosts instead of its own', () => {
    const options: VendorOptions = { hosts: ['127.0.0.1:8080', '*.example.test'] };
    expect(make(options).hosts).toEqual(['127.0.0.1:8080', '*.example.test']);
  });
});

it('only Trackly has an error without a code, identified by its text', () => {
  const rows = Object.entries(trackly().messages).map(([text, row]) => [text, row.code, row.retryable]);
  expect(rows).toEqual([['Account is suspended', 'account_suspended', false]]);
  const others = builtInVendors().filter(({ name }) => name !== 'trackly');
  expect(others.filter(({ messages }) => Object.keys(messages).length > 0)).toEqual([]);
});

describe('vocabulary', () => {
  it('has exactly the designed codes, each in its category', () => {
    const categories = Object.entries(normalizedCodes).map(([code, { category }]) => [code, category]);
    expect(Object.fromEntries(categories)).toEqual(Object.fromEntries(vocabulary));
    expect(new Set(vocabulary.map(([code]) => code)).size).toBe(71);
    expect(vocabulary).toHaveLength(71);
  });

  it('has exactly the designed categories', () => {
    expect(Object.keys(errorCategories).sort()).toEqual(Object.keys(VOCABULARY).sort());
  });

  it.each([
    ...Object.entries(errorCategories),
    ...Object.entries(normalizedCodes).map(([code, { meaning }]) => [code, meaning] as const),
  ])('%s has a meaning of one sentence', (_name, meaning) => {
    expect(meaning).toMatch(/^[A-Z].{15,}\.$/);
  });
});

describe('the tables of the built-in vendors', () => {
  it('are created once, when they are first read', () => {
    let created = 0;
    const codes = () => {
      created += 1;
      return { 1: { code: 'rate_limited', retryable: true } } as const;
    };
    const readError = () => ({ code: '1' });
    const vendor = builtInVendor({ name: 'acme', hosts: ['api.acme.test'], readError, codes }, {});
    new VendorErrorsInstrumentation({ vendors: [vendor] }).disable();
    expect(created).toBe(0);
    for (let count = 0; count < 2; count++) expect(normalize(vendor, { status: 400 })?.code).toBe('rate_limited');
    expect(created).toBe(1);
  });

  it.each([
    ['frozen', Object.freeze],
    ['sealed', Object.seal],
  ])('are there if the vendor is %s', (_how, restrict) => {
    const log = recordDiag();
    const vendor = restrict(twilio()) as Vendor;
    new VendorErrorsInstrumentation({ vendors: [vendor] }).disable();
    log.stop();
    expect(log.errors).toEqual([]);
    expect(normalize(vendor, { status: 400, body: { code: 21610 } })?.code).toBe('recipient_opted_out');
    expect({ ...vendor }.codes).toBe(vendor.codes);
  });

  it('are plain data in a copy', () => {
    const copy = { ...twilio(), hosts: ['127.0.0.1:8080'] };
    expect(copy.codes['21610']?.code).toBe('recipient_opted_out');
    expect(Object.getOwnPropertyDescriptor(copy, 'codes')?.value).toBe(copy.codes);
  });

  it('are checked if somebody has changed the vendor', () => {
    const log = recordDiag();
    const changed = Object.assign(twilio(), { readError: 7 });
    const replaced = Object.assign(linq(), { codes: { 1: { code: 'ratelimited', retryable: true } } });
    new VendorErrorsInstrumentation({ vendors: [changed, replaced] }).disable();
    log.stop();
    expect(log.errors.join()).toContain('vendors[0] (twilio): readError is 7, which is not a function');
    expect(log.errors.join()).toContain("vendors[1] (linq): codes['1'].code is 'ratelimited'");
  });
});
