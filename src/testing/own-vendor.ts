import type { Vendor } from '../definition/vendor.js';
import { type Answer, commonAnswers, hex, json, type VendorSamples } from '../samples/samples.js';

/** One answer of a vendor of your own. */
export interface SampleAnswer {
  /** @defaultValue 200 */
  readonly status?: number;
  /** @defaultValue `application/json`, if there is a body */
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text byte for byte. @defaultValue no body */
  readonly body?: object | string;
}

/**
 * A vendor of your own for the simulator: its definition, and the answers that its documents show.
 *
 * @example
 * ```ts
 * const simulator = await startVendorSimulator({
 *   vendors: [{ vendor: acme, answers: { too_fast: { status: 429, body: { code: 'too_fast' } } } }],
 * });
 * simulator.vendor('acme').answerNext('too_fast', 'network_reset');
 * ```
 */
export interface OwnVendor {
  readonly vendor: Vendor;
  /** The failures that can be asked for, by name. */
  readonly answers: Readonly<Record<string, SampleAnswer>>;
  /** What an unasked request gets, on every path. @defaultValue `{}` with HTTP 200 */
  readonly success?: SampleAnswer;
}

/** The name of the answer that an unasked request gets. */
const ACCEPTED = 'accepted';

/** What the simulator needs to know about a vendor that documents no more than some answers. */
export function samplesOf({ vendor, answers, success = { body: {} } }: OwnVendor): VendorSamples {
  const named = Object.entries(answers).map(([name, answer]) => [name, () => toAnswer(answer)] as const);
  return {
    name: vendor.name,
    newTraceId: () => hex(32),
    hasCredentials: () => true,
    missingCredentials: ACCEPTED,
    unknownPath: ACCEPTED,
    answers: new Map([...Object.entries(commonAnswers(() => ({}))), [ACCEPTED, () => toAnswer(success)], ...named]),
    headers: () => ({}),
    routes: {},
  };
}

function toAnswer({ status = 200, headers = {}, body }: SampleAnswer): Answer {
  return body === undefined ? { status, headers, body: '' } : json(status, body, headers);
}
