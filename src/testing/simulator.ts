import type { Vendor } from '../definition/vendor.js';
import { factoryName } from '../vendors/names.js';
import { builtInVendors } from '../vendors/registry.js';
import { builtInSamples } from '../vendors/samples.js';
import { type LinqWebhookOptions, LinqWebhooks } from './linq-webhooks.js';
import { type OwnVendor, samplesOf } from './own-vendor.js';
import { VendorServer } from './vendor-server.js';

type FactoryName = keyof typeof builtInSamples;

/** One simulated vendor: an HTTP server on 127.0.0.1 that answers as the vendor documents. */
export interface SimulatedVendor {
  /** Where it listens, for example `127.0.0.1:41231`. Each vendor has a port of its own, as vendors go by host. */
  readonly host: string;
  /** The same as an origin, for example `http://127.0.0.1:41231`: the base URL for `fetch` or the vendor's SDK. */
  readonly url: string;
  /**
   * Every name that can be asked for: `success`; the vendor's own codes (`1007`, `missing_api_key`), and
   * `<code>_<status>` for a code's further statuses (`4099_501`); `sample_<code>` for the sample bodies of the vendor's
   * document, byte for byte; forms that no code names, such as `html_502`, `empty_500` or Trackly's `bulk_partial`; and
   * failures of the network: `network_reset` (the connection breaks before an answer), `network_hang` (no answer comes
   * until the client gives up) and `network_cut_body` (the connection breaks in the middle of the body).
   */
  readonly answers: readonly string[];
  /**
   * Queues answers: the next requests get them one each, in order, whatever their path or credentials; after that
   * requests succeed again. A further call adds to the end. `success` in the queue lets one request through.
   *
   * @param answers - Names from `answers`, numeric codes also as numbers.
   * @throws Error that lists the known names, if one of the given is unknown. Nothing is queued then.
   *
   * @example
   * ```ts
   * // A rate limit, then an outage, then all is well again.
   * simulator.linq.answerNext(1007, 'html_502');
   * ```
   */
  answerNext(...answers: (string | number)[]): void;
}

/** What {@link startVendorSimulator} can be given. */
export interface SimulatorOptions {
  /** Vendors of your own, simulated next to the built-in ones. @defaultValue none */
  readonly vendors?: readonly OwnVendor[];
}

/** The built-in vendors, simulated, by the names of their factories. Made by {@link startVendorSimulator}. */
export interface VendorSimulator extends Readonly<Record<FactoryName, SimulatedVendor>> {
  /**
   * The built-in vendors and those of your own, pointed at this simulator.
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
   * @throws Error that lists the simulated vendors, if none has that name.
   */
  vendor(name: string): SimulatedVendor;
  /**
   * Has the simulated Linq deliver webhooks from now on: after each accepted call that sends a message, these events in
   * this order, one after another, with the call's trace id and a signature that Linq's SDK accepts. They wait `delay`
   * milliseconds, make no spans, and a delivery that fails is not repeated. A further call adds a receiver.
   *
   * @throws TypeError if the address is not a URL.
   *
   * @example
   * ```ts
   * simulator.deliverLinqWebhooks({ url: `${server.url}/webhooks`, events: ['message.failed', 'message.failed'] });
   * // In the server, `secret` being the one that was given or else 'whsec_c2ltdWxhdGVk':
   * const event = linqClient.webhooks.unwrap(body, { headers, key: secret });
   * ```
   */
  deliverLinqWebhooks(options: LinqWebhookOptions): void;
  /**
   * Stops the servers and breaks open connections; cancels webhooks that wait, and waits for those under way. Further
   * calls do nothing more. Never rejects.
   */
  close(): Promise<void>;
}

/**
 * Starts one HTTP server per vendor, each on a free port of 127.0.0.1. They answer as the vendors document:
 * their paths, statuses, headers, envelopes and trace ids.
 *
 * Unasked, a request succeeds on the vendor's own paths, gets the vendor's answer to missing credentials (any will do) and
 * the vendor's 404 on other paths. Failures are asked for with {@link SimulatedVendor.answerNext} or, for one request,
 * with the header {@link SIMULATE_ANSWER_HEADER}; an unknown name in the header gets an HTTP 400 that lists the
 * names. Waits (`Retry-After`) are a few seconds, so that clients that obey them stay quick; only messages.dev's
 * `sandbox_quota_exceeded` asks to wait until midnight UTC, because a daily limit renews then.
 *
 * @param options - `vendors` adds vendors of your own, from the answers that you give for them: see {@link OwnVendor}.
 * @returns The running simulator; call `close()` when done, or the process stays alive.
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
