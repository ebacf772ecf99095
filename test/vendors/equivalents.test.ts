import { describe, expect, it } from 'vitest';
import { builtInVendors, findRow } from '../../src/index.js';

/**
 * Codes of two vendors of which one of the two states that they mean the same, by the vendor that states it: both must
 * have the same normalized code.
 */
const EQUIVALENTS: readonly (readonly [vendor: string, code: string, vendor: string, code: string])[] = [
  // Telnyx, for those who come from Twilio: https://developers.telnyx.com
  ['telnyx', '40310', 'twilio', '21211'],
  ['telnyx', '40305', 'twilio', '21606'],
  ['telnyx', '40309', 'twilio', '21408'],
  ['telnyx', '40300', 'twilio', '21610'],
  ['telnyx', '10011', 'twilio', '20429'],
  ['telnyx', '10009', 'twilio', '20003'],
  // Twilio, of Meta's codes: https://www.twilio.com/docs/api/errors
  ['twilio', '63003', 'whatsapp', '131026'],
  ['twilio', '63016', 'whatsapp', '131047'],
  ['twilio', '63018', 'whatsapp', '130429'],
  ['twilio', '63018', 'whatsapp', '131056'],
  ['twilio', '63024', 'whatsapp', '131026'],
  ['twilio', '63027', 'whatsapp', '132001'],
  ['twilio', '63028', 'whatsapp', '132000'],
  ['twilio', '63028', 'whatsapp', '132012'],
  ['twilio', '63032', 'whatsapp', '130472'],
  ['twilio', '63033', 'whatsapp', '131050'],
  ['twilio', '63041', 'whatsapp', '132015'],
  ['twilio', '63042', 'whatsapp', '132016'],
  ['twilio', '63049', 'whatsapp', '131049'],
  ['twilio', '63051', 'whatsapp', '131031'],
];

const vendors = new Map(builtInVendors().map((vendor) => [vendor.name, vendor]));
const meaningOf = (name: string, code: string) => {
  const vendor = vendors.get(name);
  return vendor && findRow(vendor, code)?.row.code;
};

describe('codes that a vendor calls equal', () => {
  const known = EQUIVALENTS.filter(([one, , other]) => vendors.has(one) && vendors.has(other));

  it('are of built-in vendors', () => {
    const names = new Set(EQUIVALENTS.flatMap(([one, , other]) => [one, other]));
    expect([...names].filter((name) => !vendors.has(name))).toEqual([]);
  });

  it.each(known)('%s %s and %s %s mean the same', (one, code, other, otherCode) => {
    const meaning = meaningOf(one, code);
    expect(meaning).toBeDefined();
    expect(meaningOf(other, otherCode)).toBe(meaning);
  });

  it.each(
    EQUIVALENTS.flatMap(([one, code, other, otherCode]) => [
      [one, code],
      [other, otherCode],
    ]).filter(([name = '']) => vendors.has(name)),
  )('%s %s has a row', (name = '', code = '') => {
    expect(meaningOf(name, code)).toBeDefined();
  });
});
