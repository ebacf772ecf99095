import type { Vendor } from '../definition/vendor.js';
import { type Answer, commonAnswers, hex, json, type VendorSamples } from '../samples/samples.js';
import { SUCCESS } from './vendor-server.js';

/** One response of your own vendor. */
export interface SampleAnswer {
  /** @defaultValue 200 */
  readonly status?: number;
  /** @defaultValue `application/json`, if there is a body */
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string byte for byte. @defaultValue no body */
  readonly body?: object | string;
}

/**
 * Your own vendor for the simulator: its definition and its documented responses.
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
  /** The responses that can be requested, by name. One with the name `success` is the default response. */
  readonly answers: Readonly<Record<string, SampleAnswer>>;
  /** The default response, on every path. @defaultValue `{}` with HTTP 200 */
  readonly success?: SampleAnswer;
}

/** The simulation of a vendor for which only some responses are known. */
export function samplesOf({ vendor, answers, success = { body: {} } }: OwnVendor): VendorSamples {
  const named = Object.entries(answers).map(([name, answer]) => [name, () => toAnswer(answer)] as const);
  return {
    name: vendor.name,
    newTraceId: () => hex(32),
    hasCredentials: () => true,
    missingCredentials: SUCCESS,
    unknownPath: SUCCESS,
    answers: new Map([...Object.entries(commonAnswers(() => ({}))), [SUCCESS, () => toAnswer(success)], ...named]),
    headers: () => ({}),
    routes: {},
  };
}

function toAnswer({ status = 200, headers = {}, body }: SampleAnswer): Answer {
  return body === undefined ? { status, headers, body: '' } : json(status, body, headers);
}
