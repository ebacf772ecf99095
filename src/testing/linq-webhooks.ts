import { setTimeout as sleep } from 'node:timers/promises';
import { context } from '@opentelemetry/api';
import { untraced } from '../spans/suppress-tracing.js';
import { type LinqEvent, type LinqWebhookEvent, linqEvent, type SentMessage } from '../vendors/linq/sample-events.js';
import { signedHeaders } from './standard-webhooks.js';
import type { AcceptedCall } from './vendor-server.js';

/** The options of the simulated Linq's webhooks. */
export interface LinqWebhookOptions {
  /** The address that receives the webhooks, for example `http://127.0.0.1:3000/webhooks/linq`. */
  readonly url: string;
  /** The events of each message, in the order of their delivery. An event that is listed twice is delivered twice. */
  readonly events: readonly LinqWebhookEvent[];
  /** The secret that signs the webhooks: `whsec_` and a key in base64. @defaultValue `whsec_c2ltdWxhdGVk` */
  readonly secret?: string;
  /** Milliseconds from the response to the call until the first delivery. @defaultValue 100 */
  readonly delay?: number;
  /** The code of `message.failed`; Linq documents 3007, 4001 and 4005. @defaultValue 4001 */
  readonly failureCode?: number;
}

/** The secret in the simulated Linq's response when a subscription is created. */
const DEFAULT_SECRET = 'whsec_c2ltdWxhdGVk';
/** Linq's own time limit for the receiver, in milliseconds. */
const TIME_LIMIT = 10_000;

/** The calls that send a message. */
const SENDS = /^POST \/api\/partner\/v3\/(chats|chats\/[^/]+\/messages|messages)$/;

/** Delivers the simulated Linq's webhooks, after the calls that cause them. */
export class LinqWebhooks {
  readonly #wanted: LinqWebhookOptions[] = [];
  readonly #deliveries = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  add(options: LinqWebhookOptions): void {
    // Parse addresses here, so that the test gets the error.
    new URL(options.url);
    this.#wanted.push(options);
  }

  onAccepted({ method, path, traceId, body }: AcceptedCall): void {
    if (this.#wanted.length === 0 || !SENDS.test(`${method} ${path}`)) return;
    const message = { traceId, answer: JSON.parse(body) as unknown };
    for (const options of this.#wanted) {
      const delivery = this.#deliver(options, message).finally(() => this.#deliveries.delete(delivery));
      this.#deliveries.add(delivery);
    }
  }

  /** Cancels waiting deliveries, and waits for running ones. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#deliveries);
  }

  async #deliver(options: LinqWebhookOptions, message: SentMessage): Promise<void> {
    const { url, events, delay = 100, secret = DEFAULT_SECRET, failureCode = 4001 } = options;
    const { signal } = this.#closing;
    await sleep(delay, undefined, { signal }).catch(() => undefined);
    // Every delivery of an event has the same id.
    const bodies = new Map<LinqWebhookEvent, LinqEvent>();
    for (const type of events) {
      if (signal.aborted) return;
      const event = bodies.get(type) ?? linqEvent(type, message, failureCode);
      bodies.set(type, event);
      await post(url, secret, event);
    }
  }
}

/** A missing or failing receiver is not a failure of the simulator. */
async function post(url: string, secret: string, event: LinqEvent): Promise<void> {
  const body = JSON.stringify(event);
  const request = {
    method: 'POST',
    headers: signedHeaders(secret, event.event_id, body),
    body,
    signal: AbortSignal.timeout(TIME_LIMIT),
  };
  try {
    // The vendor's calls do not belong to the application, so they have no spans and no trace context.
    const response = await context.with(untraced, () => fetch(url, request));
    await response.arrayBuffer();
  } catch {
    // As a vendor would.
  }
}
