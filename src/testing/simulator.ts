import type { Vendor } from '../definition/vendor.js';
import { factoryName } from '../vendors/names.js';
import { builtInVendors } from '../vendors/registry.js';
import { builtInSamples } from '../vendors/samples.js';
import { type LinqWebhookOptions, LinqWebhooks } from './linq-webhooks.js';
import { type OwnVendor, samplesOf } from './own-vendor.js';
import { VendorServer } from './vendor-server.js';

type FactoryName = keyof typeof builtInSamples;

/** One simulated vendor: an HTTP server on 127.0.0.1 that responds as the vendor documents. */
export interface SimulatedVendor {
  /**
   * The host and port, for example `127.0.0.1:41231`. Each vendor has its own port, because vendors are identified by
   * host.
   */
  readonly host: string;
  /** The origin, for example `http://127.0.0.1:41231`. It is the base URL for `fetch` or the vendor's SDK. */
  readonly url: string;
  /**
   * All names of responses: `success`; the vendor's own codes (`1007`, `missing_api_key`); `<code>_<status>` for
   * further statuses of a code (`4099_501`); `sample_<code>` for the sample bodies of the vendor's documentation, byte
   * for byte; responses without a code, such as `html_502`, `empty_500` or Trackly's `bulk_partial`; and network
   * failures: `network_reset` (the connection breaks before a response), `network_hang` (no response until the client
   * gives up) and `network_cut_body` (the connection breaks in the middle of the body).
   */
  readonly answers: readonly string[];
  /**
   * Queues responses. Each of the next requests gets one, in order, with any path or credentials. After that, requests
   * succeed again. A further call adds to the end. `success` in the queue lets one request succeed.
   *
   * @param answers - Names from `answers`; numeric codes can be numbers.
   * @throws Error that lists the known names, if a name is unknown. Nothing is queued then.
   *
   * @example
   * ```ts
   * // A rate limit, then an outage, then success.
   * simulator.linq.answerNext(1007, 'html_502');
   * ```
   */
  answerNext(...answers: (string | number)[]): void;
}

/** The options of {@link startVendorSimulator}. */
export interface SimulatorOptions {
  /** Your own vendors, simulated next to the built-in ones. @defaultValue none */
  readonly vendors?: readonly OwnVendor[];
}

/** The simulated built-in vendors, by the names of their factories. Created by {@link startVendorSimulator}. */
export interface VendorSimulator extends Readonly<Record<FactoryName, SimulatedVendor>> {
  /**
   * The built-in vendors and your own vendors, with the hosts of this simulator.
   *
   * @example
   * ```ts
   * new VendorErrorsInstrumentation({ vendors: simulator.vendors });
   * ```
   */
  readonly vendors: readonly Vendor[];
  /**
   * A simulated vendor by its name on spans and metrics: `simulator.vendor('acme')`.
   *
   * @throws Error that lists the simulated vendors, if the name is unknown.
   */
  vendor(name: string): SimulatedVendor;
  /**
   * Makes the simulated Linq deliver webhooks from now on. After each accepted call that sends a message, it delivers these
   * events in this order, with the call's trace id and a signature that Linq's SDK accepts. The first delivery waits `delay`
   * milliseconds. Deliveries create no spans, and failed ones are not repeated. A further call adds a receiver.
   *
   * @throws TypeError if the address is not a URL.
   *
   * @example
   * ```ts
   * simulator.deliverLinqWebhooks({ url: `${server.url}/webhooks`, events: ['message.failed', 'message.failed'] });
   * // In the server, with the given `secret` or 'whsec_c2ltdWxhdGVk':
   * const event = linqClient.webhooks.unwrap(body, { headers, key: secret });
   * ```
   */
  deliverLinqWebhooks(options: LinqWebhookOptions): void;
  /**
   * Stops the servers, closes open connections, cancels waiting webhooks and waits for running ones. Further calls do
   * nothing. Never rejects.
   */
  close(): Promise<void>;
}

/**
 * Starts one HTTP server per vendor, each on a free port of 127.0.0.1. The servers have the documented paths, statuses,
 * headers, envelopes and trace ids of the vendors.
 *
 * By default, a request succeeds on the vendor's own paths, gets the vendor's response to missing credentials if it has none
 * (any value is accepted), and gets the vendor's 404 on other paths. Request failures with
 * {@link SimulatedVendor.answerNext} or, for one request, with the header {@link SIMULATE_ANSWER_HEADER}; an unknown name in
 * the header gets an HTTP 400 that lists the names. Waits (`Retry-After`) are a few seconds, so that clients that obey them
 * stay fast. Only messages.dev's `sandbox_quota_exceeded` lasts until midnight UTC, when the daily limit renews.
 *
 * @param options - `vendors` adds your own vendors with their responses: see {@link OwnVendor}.
 * @returns The running simulator. Call `close()` at the end, because the servers keep the process alive.
 * @throws If a server cannot listen (rejects with Node's error; nothing is left running).
 *
 * @example
 * ```ts
 * const simulator = await startVendorSimulator();
 * const client = new LinqAPIV3({ baseURL: `${simulator.linq.url}/api/partner`, apiKey: 'test', maxRetries: 0 });
 *
 * simulator.linq.answerNext('2008');
 * await client.chats.create(params); // throws: 403, Recipient not allowed
 * await client.chats.create(params); // succeeds
 *
 * await simulator.close();
 * ```
 */
export async function startVendorSimulator({ vendors: own = [] }: SimulatorOptions = {}): Promise<VendorSimulator> {
  const webhooks = new LinqWebhooks();
  const builtIn = builtInVendors().map((vendor) => {
    const samples = builtInSamples[factoryName(vendor.name) as FactoryName];
    return { vendor, server: new VendorServer(samples, (call) => vendor.name === 'linq' && webhooks.onAccepted(call)) };
  });
  const all = [...builtIn, ...own.map((each) => ({ vendor: each.vendor, server: new VendorServer(samplesOf(each)) }))];
  let closing: Promise<unknown> | undefined;
  const close = async () => {
    closing ??= Promise.all([webhooks.close(), ...all.map(({ server }) => server.close())]);
    await closing;
  };

  try {
    await Promise.all(all.map(({ server }) => server.listen()));
  } catch (error) {
    await close();
    throw error;
  }
  const servers = builtIn.map(({ vendor, server }) => [factoryName(vendor.name), server]);
  return {
    vendors: all.map(({ vendor, server }) => ({ ...vendor, hosts: [server.host] })),
    ...(Object.fromEntries(servers) as Readonly<Record<FactoryName, SimulatedVendor>>),
    vendor(name) {
      const found = all.find(({ vendor }) => vendor.name === name);
      if (found !== undefined) return found.server;
      throw new Error(
        `No simulated vendor is '${name}'. There are: ${all.map(({ vendor }) => vendor.name).join(', ')}.`,
      );
    },
    deliverLinqWebhooks: (options) => webhooks.add(options),
    close,
  };
}
