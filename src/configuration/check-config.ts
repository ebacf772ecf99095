import { isFunction, isPlainObject } from '../definition/checks/members.js';
import { didYouMean, quote, type ReportProblem } from '../definition/checks/problem.js';
import type { Vendor } from '../definition/vendor.js';
import type { CorrelationStore } from '../webhooks/correlation-store.js';
import { checkVendors } from './check-vendors.js';
import {
  DEFAULT_MAX_BODY_BYTES,
  DEFAULT_UNANSWERED_TIMEOUT_MILLIS,
  type Reporting,
  type VendorErrorsConfig,
} from './config.js';

/** A valid configuration, including the defaults. */
export interface CheckedConfig {
  /** The configuration as the user passed it; empty if it was not an object. */
  readonly given: VendorErrorsConfig;
  readonly enabled: boolean;
  readonly vendors: readonly Vendor[];
  readonly maxBodyBytes: number;
  readonly unansweredTimeoutMillis: number;
  readonly reporting: Reporting;
  readonly logs: boolean;
  /** Where calls are remembered for their webhooks; `undefined` if they are not remembered. */
  readonly store: CorrelationStore | 'memory' | undefined;
  /** The mistakes, each with its place and a fix. */
  readonly problems: readonly string[];
}

const MAX_BODY_BYTES = 8 * 1024 * 1024;
const OPTIONS = Object.keys({
  enabled: true,
  vendors: true,
  captureMessage: true,
  maxBodyBytes: true,
  unansweredTimeoutMillis: true,
  webhooks: true,
  logs: true,
  responseHook: true,
  errorHook: true,
} satisfies Record<keyof VendorErrorsConfig, true>);

/** Checks a configuration. Invalid options are reported and ignored; the others apply. */
export function checkConfig(given: unknown): CheckedConfig {
  const problems: string[] = [];
  const report: ReportProblem = (problem) => problems.push(problem);
  const isObject = typeof given === 'object' && given !== null;
  if (!isObject) report(`the configuration is ${quote(given)}, which is not an object, so the defaults are used.`);
  const config: VendorErrorsConfig = isObject ? given : {};
  for (const option of Object.keys(config)) {
    if (OPTIONS.includes(option)) continue;
    report(`'${option}' is not an option. ${didYouMean(option, OPTIONS, `The options are ${OPTIONS.join(', ')}.`)}`);
  }
  return {
    given: config,
    enabled: checkSwitch('enabled', config.enabled, true, report),
    vendors: checkVendors(config.vendors, report),
    maxBodyBytes: checkMaxBodyBytes(config.maxBodyBytes, report),
    unansweredTimeoutMillis: checkUnansweredTimeout(config.unansweredTimeoutMillis, report),
    reporting: checkReporting(config, report),
    logs: checkSwitch('logs', config.logs, false, report),
    store: checkWebhooks(config.webhooks, report),
    problems,
  };
}

function checkSwitch(name: string, value: unknown, fallback: boolean, report: ReportProblem): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? fallback;
  const [state, opposite] = fallback ? ['on', 'off'] : ['off', 'on'];
  report(
    `${name} is ${quote(value)}, which is neither true nor false, so it is ${state}. Write ${name}: ${!fallback} to turn it ${opposite}.`,
  );
  return fallback;
}

function checkMaxBodyBytes(bytes: unknown, report: ReportProblem): number {
  if (bytes === undefined) return DEFAULT_MAX_BODY_BYTES;
  if (typeof bytes === 'number' && Number.isInteger(bytes) && bytes > 0 && bytes <= MAX_BODY_BYTES) return bytes;
  report(
    `maxBodyBytes is ${quote(bytes)}, so the default ${DEFAULT_MAX_BODY_BYTES} is used. Write a whole number from 1 to ${MAX_BODY_BYTES}.`,
  );
  return DEFAULT_MAX_BODY_BYTES;
}

function checkUnansweredTimeout(millis: unknown, report: ReportProblem): number {
  if (millis === undefined) return DEFAULT_UNANSWERED_TIMEOUT_MILLIS;
  if (typeof millis === 'number' && millis > 0) return millis;
  report(
    `unansweredTimeoutMillis is ${quote(millis)}, so the default ${DEFAULT_UNANSWERED_TIMEOUT_MILLIS} is used. Write a number of milliseconds, or Infinity.`,
  );
  return DEFAULT_UNANSWERED_TIMEOUT_MILLIS;
}

function checkWebhooks(webhooks: unknown, report: ReportProblem): CheckedConfig['store'] {
  if (webhooks === undefined || typeof webhooks === 'boolean') return webhooks ? 'memory' : undefined;
  const { store } = (webhooks ?? {}) as { store?: Partial<CorrelationStore> };
  const methods = [store?.remember, store?.recall, store?.firstTime];
  if (methods.every(isFunction)) return store as CorrelationStore;
  // A text may be the address of a store with its password, so it is not reported.
  const given = typeof webhooks === 'string' ? 'a text' : quote(webhooks);
  report(
    `webhooks is ${isPlainObject(webhooks) ? 'an object without a correlation store' : given}, so calls are remembered in memory. ` +
      'Write webhooks: { store: redisCorrelationStore(client) }, or webhooks: true.',
  );
  return 'memory';
}

function checkReporting(config: VendorErrorsConfig, report: ReportProblem): Reporting {
  const { captureMessage = true, responseHook, errorHook } = config;
  const valid = typeof captureMessage === 'boolean' || typeof captureMessage === 'function';
  // For privacy, an invalid value means `false`.
  if (!valid)
    report(
      `captureMessage is ${quote(captureMessage)}, which is neither true, false nor a function, so no message is captured. Write captureMessage: false.`,
    );
  return {
    captureMessage: valid ? captureMessage : false,
    responseHook: checkHook(responseHook, 'responseHook', report),
    errorHook: checkHook(errorHook, 'errorHook', report),
  };
}

function checkHook<Hook>(hook: Hook | undefined, name: string, report: ReportProblem): Hook | undefined {
  if (hook === undefined || typeof hook === 'function') return hook;
  report(
    `${name} is ${quote(hook)}, which is not a function, so it is never called. Write ${name}: (span, info) => { … }.`,
  );
  return undefined;
}
