import { describe, expect, it } from 'vitest';
import { errorCategories, normalizedCodes } from '../../src/definition/vocabulary.js';
import { chert, linq, messagesDev, trackly, type Vendor, type VendorOptions } from '../../src/index.js';
import {
  CHERT,
  LINQ,
  linesOf,
  MESSAGES_DEV,
  TRACKLY,
  TRACKLY_DELIVERY,
  VOCABULARY,
  vocabulary,
} from '../support/documented-codes.js';

const rowsOf = ({ codes }: Vendor) =>
  Object.entries(codes)
    .map(([key, row]) =>
      [key, row.code, row.retryable ? 'yes' : 'no', row.retryAfter ?? row.renews ?? ''].join(' ').trim(),
    )
    .sort();

const VENDORS = [
  {
    make: linq,
    name: 'linq',
    documentationHost: 'docs.linqapp.com',
    hosts: ['api.linqapp.com'],
    table: LINQ,
    rows: 56,
    classes: { '1xxx': false, '2xxx': false, '3xxx': true, '4xxx': undefined, '5xxx': undefined },
  },
  {
    make: messagesDev,
    name: 'messages.dev',
    documentationHost: 'messages.dev',
    hosts: ['api.messages.dev'],
    table: MESSAGES_DEV,
    rows: 20,
    classes: {
      authentication_error: false,
      authorization_error: false,
      invalid_request_error: false,
      not_found_error: false,
      rate_limit_error: true,
    },
  },
  {
    make: trackly,
    name: 'trackly',
    documentationHost: 'docs.tracklysms.com',
    hosts: ['app.tracklysms.com', 'api.tracklysms.com', 'tracklysms.com'],
    table: TRACKLY + TRACKLY_DELIVERY,
    rows: 59,
    classes: {},
  },
  {
    make: chert,
    name: 'chert',
    documentationHost: 'docs.trychert.com',
    hosts: ['console.trychert.com'],
    table: CHERT,
    rows: 38,
    classes: { '1xxx': false, '2xxx': false, '3xxx': true, '4xxx': true, '5xxx': false },
  },
] as const;

describe.each(VENDORS)('$name', ({ make, name, documentationHost, hosts, table, rows, classes }) => {
  const vendor: Vendor = make();
  const remedies = [...Object.entries(vendor.codes), ...Object.entries(vendor.messages)].map(
    ([key, row]) => [key, row.remedy] as const,
  );

  it('names itself, its document and the hosts of its API', () => {
    const documentation = new URL(vendor.documentation ?? '');
    expect(vendor.name).toBe(name);
    expect([documentation.protocol, documentation.host]).toEqual(['https:', documentationHost]);
    expect(vendor.hosts).toEqual(hosts);
  });

  it('has exactly the documented codes, each with its meaning and retryability', () => {
    expect(linesOf(table)).toHaveLength(rows);
    expect(rowsOf(vendor)).toEqual(linesOf(table));
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

  it('means only codes of the vocabulary', () => {
    const known = new Set<string>(vocabulary.map(([code]) => code));
    const meant = [...Object.values(vendor.codes), ...Object.values(vendor.messages)].map((row) => row.code);
    expect(meant.filter((code) => !known.has(code))).toEqual([]);
  });

  it('takes other hosts in place of its own', () => {
    const options: VendorOptions = { hosts: ['127.0.0.1:8080', '*.example.test'] };
    expect(make(options).hosts).toEqual(['127.0.0.1:8080', '*.example.test']);
  });
});

it('only Trackly has an error without a code, known by its text', () => {
  const rows = Object.entries(trackly().messages).map(([text, row]) => [text, row.code, row.retryable]);
  expect(rows).toEqual([['Account is suspended', 'account_suspended', false]]);
  expect([linq().messages, messagesDev().messages, chert().messages]).toEqual([{}, {}, {}]);
});

describe('vocabulary', () => {
  it('has exactly the designed codes, each in its one category', () => {
    const categories = Object.entries(normalizedCodes).map(([code, { category }]) => [code, category]);
    expect(Object.fromEntries(categories)).toEqual(Object.fromEntries(vocabulary));
    expect(new Set(vocabulary.map(([code]) => code)).size).toBe(65);
    expect(vocabulary).toHaveLength(65);
  });

  it('has exactly the designed categories', () => {
    expect(Object.keys(errorCategories).sort()).toEqual(Object.keys(VOCABULARY).sort());
  });

  it.each([
    ...Object.entries(errorCategories),
    ...Object.entries(normalizedCodes).map(([code, { meaning }]) => [code, meaning] as const),
  ])('%s is explained in a sentence', (_name, meaning) => {
    expect(meaning).toMatch(/^[A-Z].{15,}\.$/);
  });
});
