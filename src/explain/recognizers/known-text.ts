import { vendors } from '../known-codes.js';
import type { Recognizer } from './recognizer.js';

/** The exact text of an error that a vendor sends without a code: `Account is suspended`. */
export const knownText: Recognizer = ({ text }) => {
  const lower = text.toLowerCase();
  return vendors.flatMap((vendor) =>
    Object.keys(vendor.messages).flatMap((message) => {
      const start = lower.indexOf(message.toLowerCase());
      if (start === -1) return [];
      return [{ start, end: start + message.length, question: { kind: 'native_code', vendor, nativeCode: message } }];
    }),
  );
};
