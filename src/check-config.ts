import { checkVendor, type TellProblem } from './check-vendor.js';
import { DEFAULT_MAX_BODY_BYTES, type Reporting, type VendorErrorsConfig } from './config.js';
import { builtInVendors } from './vendors/built-in.js';
import type { Vendor } from './vendors/vendor.js';
import type { CorrelationStore } from './webhooks/correlation-store.js';

/** A configuration that works, with the defaults filled in. */
export interface CheckedConfig {
  /** The configuration as it was given; empty where it was none. */
  readonly given: VendorErrorsConfig;
  readonly enabled: boolean;
  readonly vendors: readonly Vendor[];
  readonly maxBodyBytes: number;
  readonly reporting: Reporting;
  readonly logs: boolean;
  /** Where calls are remembered for their webhooks; `undefined` where they are not. */
  readonly store: CorrelationStore | 'memory' | undefined;
  /** Each says what is wrong, where, and what would be right. */
  readonly problems: readonly string[];
}

const MOST_BODY_BYTES = 8 * 1024 * 1024;
const OPTIONS = [
  'enabled',
  'vendors',
  'captureMessage',
  'maxBodyBytes',
  'webhooks',
  'logs',
  'responseHook',
  'errorHook',
];

/** Makes the best of a configuration: what is wrong in it is left out and told, the rest works. */
export function checkConfig(given: unknown): CheckedConfig {
  const problems: string[] = [];
  const tell: TellProblem = (problem) => problems.push(problem);
  const isObject = typeof given === 'object' && given !== null;
  if (!isObject) tell(`the configuration is ${String(given)}, so the defaults are used; write an object, or nothing`);
  const config: VendorErrorsConfig = isObject ? given : {};
  for (const option of Object.keys(config)) {
    if (!OPTIONS.includes(option)) tell(`'${option}' is not an option; the options are ${OPTIONS.join(', ')}`);
  }
  return {
    given: config,
    enabled: checkSwitch('enabled', config.enabled, true, tell),
    vendors: checkVendors(config.vendors, tell),
    maxBodyBytes: checkMaxBodyBytes(config.maxBodyBytes, tell),
    reporting: checkReporting(config, tell),
    logs: checkSwitch('logs', config.logs, false, tell),
    store: checkWebhooks(config.webhooks, tell),
    problems,
  };
}

function checkSwitch(name: string, value: unknown, fallback: boolean, tell: TellProblem): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? fallback;
  const [state, opposite] = fallback ? ['on', 'off'] : ['off', 'on'];
  tell(
    `${name} is ${String(value)}, which is neither true nor false, so it is ${state}; write ${name}: ${!fallback} to turn it ${opposite}`,
  );
  return fallback;
}

function checkVendors(vendors: VendorErrorsConfig['vendors'], tell: TellProblem): readonly Vendor[] {
  const builtIn = Object.values(builtInVendors).map((make) => make());
  if (vendors === undefined) return builtIn;
  if (!Array.isArray(vendors)) {
    tell('vendors is not a list, so all built-in vendors are watched; write vendors: [linq()]');
    return builtIn;
  }
  if (vendors.length === 0) {
    tell('vendors is empty, so no call is watched; leave it out for all built-in vendors, or write vendors: [linq()]');
  }
  const owners = new Map<string, string>();
  return vendors.flatMap((given, index) => {
    const where = `vendors[${index}]`;
    const vendor = checkVendor(given, where, tell);
    if (vendor === undefined) return [];
    const hosts = vendor.hosts.filter((host) => {
      const key = host.toLowerCase();
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, `${where} (${vendor.name})`);
      else
        tell(
          `${where} (${vendor.name}): host '${host}' belongs to ${owner} already; give each vendor hosts of its own`,
        );
      return owner === undefined;
    });
    if (hosts.length > 0) return [{ ...vendor, hosts }];
    tell(`${where} (${vendor.name}) has no usable host, so none of its calls is watched`);
    return [];
  });
}

function checkMaxBodyBytes(bytes: unknown, tell: TellProblem): number {
  if (bytes === undefined) return DEFAULT_MAX_BODY_BYTES;
  if (typeof bytes === 'number' && Number.isInteger(bytes) && bytes > 0 && bytes <= MOST_BODY_BYTES) return bytes;
  tell(
    `maxBodyBytes is ${String(bytes)}, so the default ${DEFAULT_MAX_BODY_BYTES} is used; write a whole number from 1 to ${MOST_BODY_BYTES}`,
  );
  return DEFAULT_MAX_BODY_BYTES;
}

function checkWebhooks(webhooks: unknown, tell: TellProblem): CheckedConfig['store'] {
  if (webhooks === undefined || typeof webhooks === 'boolean') return webhooks ? 'memory' : undefined;
  const { store } = (webhooks ?? {}) as { store?: Partial<CorrelationStore> };
  const methods = [store?.remember, store?.recall, store?.firstTime];
  if (methods.every((method) => typeof method === 'function')) return store as CorrelationStore;
  tell(
    'webhooks is neither true, false nor { store } with a correlation store, so calls are remembered in memory; ' +
      'write webhooks: { store: redisCorrelationStore(client) }, or webhooks: true',
  );
  return 'memory';
}

function checkReporting(config: VendorErrorsConfig, tell: TellProblem): Reporting {
  const { captureMessage = true, responseHook, errorHook } = config;
  const valid = typeof captureMessage === 'boolean' || typeof captureMessage === 'function';
  // A wish about privacy that cannot be understood is taken for "no".
  if (!valid) tell('captureMessage is neither true, false nor a function, so no message is captured');
  return {
    captureMessage: valid ? captureMessage : false,
    responseHook: checkHook(responseHook, 'responseHook', tell),
    errorHook: checkHook(errorHook, 'errorHook', tell),
  };
}

function checkHook<Hook>(hook: Hook | undefined, name: string, tell: TellProblem): Hook | undefined {
  if (hook === undefined || typeof hook === 'function') return hook;
  tell(`${name} is not a function, so it is never called; write ${name}: (span, info) => { … }`);
  return undefined;
}
