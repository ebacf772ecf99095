import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { context, trace } from '@opentelemetry/api';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { vi } from 'vitest';
import { VendorErrorsInstrumentation, type WebhookRecord, type WebhooksConfig } from '../../src/index.js';
import { untraced } from '../../src/spans/suppress-tracing.js';
import { startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

/** A service that calls vendors and takes their webhooks, over real HTTP both ways. */
export interface WebhookService {
  readonly simulator: VendorSimulator;
  readonly plugin: VendorErrorsInstrumentation;
  readonly telemetry: Telemetry;
  /** Where the vendor's webhooks go: the last part of the path is the vendor's name. */
  readonly url: string;
  /** What was recorded, in the order in which the webhooks came. */
  readonly records: readonly WebhookRecord[];
  /** Sends a message by the simulated Linq; returns the vendor's trace id and the span of the call. */
  send(): Promise<{ readonly vendorTraceId: string; readonly span: ReadableSpan }>;
  /** Delivers a webhook; returns what was recorded and the span of its request. */
  deliver(payload: unknown, vendor?: string): Promise<{ readonly record: WebhookRecord; readonly span: ReadableSpan }>;
  stop(): Promise<void>;
}

/** The vendor calls from elsewhere: that is no span of the service. */
export function fromOutside(url: string, init?: RequestInit): Promise<Response> {
  return context.with(untraced, () => fetch(url, init));
}

const SEND = '/api/partner/v3/chats';

// Stays for all tests of a file: it does not find the module a second time.
const http = new HttpInstrumentation({
  disableOutgoingRequestInstrumentation: true,
  ignoreIncomingRequestHook: ({ url }) => !url?.startsWith('/webhooks/'),
});
// It changes a module when that is required, also for those who have imported it.
createRequire(import.meta.url)('node:http');

export async function startWebhookService(webhooks: boolean | WebhooksConfig = true): Promise<WebhookService> {
  const simulator = await startVendorSimulator();
  const plugin = new VendorErrorsInstrumentation({ vendors: simulator.vendors, webhooks });
  const telemetry = startTelemetry([plugin]);
  http.setTracerProvider(telemetry.tracerProvider);

  const records: WebhookRecord[] = [];
  const server = createServer(async (request, response) => {
    const vendor = request.url?.split('/').at(-1) ?? '';
    const record = await plugin.recordWebhook(vendor, await text(request));
    records.push(record);
    response.setHeader('x-span-id', trace.getActiveSpan()?.spanContext().spanId ?? '');
    response.end(JSON.stringify(record));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/linq`;

  /** Server spans end when the response is out: shortly after the client has it. */
  function ended(spanId: string | null): Promise<ReadableSpan> {
    const find = () => telemetry.spans().find((span) => span.spanContext().spanId === spanId);
    return vi.waitUntil(find, { timeout: 5000, interval: 5 });
  }

  return {
    simulator,
    plugin,
    telemetry,
    url,
    records,
    async send() {
      const headers = { authorization: 'Bearer test' };
      const response = await fetch(simulator.linq.url + SEND, { method: 'POST', headers, body: '{}' });
      await response.arrayBuffer();
      const vendorTraceId = response.headers.get('x-trace-id') ?? '';
      const span = telemetry.spans().find(({ attributes }) => attributes['vendor_api.trace_id'] === vendorTraceId);
      if (span === undefined) throw new Error('the call has no span');
      return { vendorTraceId, span };
    },
    async deliver(payload, vendor = 'linq') {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      const response = await fromOutside(url.replace(/linq$/, vendor), { method: 'POST', body });
      const record = (await response.json()) as WebhookRecord;
      return { record, span: await ended(response.headers.get('x-span-id')) };
    },
    async stop() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await telemetry.stop();
    },
  };
}

/** The attributes of the plugin on a span. */
export function ownAttributes(span: ReadableSpan): Record<string, unknown> {
  return Object.fromEntries(Object.entries(span.attributes).filter(([key]) => key.startsWith('vendor_api.')));
}

/** A `message.failed` of Linq as its SDK describes it; the event is made 20 seconds after the failure. */
export function linqFailure(traceId: string, more: { id?: string; code?: number; at?: number } = {}) {
  const { id = 'event-1', code = 4001, at = Date.now() } = more;
  const failed_at = new Date(at).toISOString();
  return {
    api_version: 'v3',
    webhook_version: '2026-02-03',
    event_type: 'message.failed',
    event_id: id,
    created_at: new Date(at + 20_000).toISOString(),
    partner_id: 'partner-1',
    trace_id: traceId,
    data: { code, reason: 'Delivery failed', failed_at, message_id: 'message-1', chat_id: 'chat-1' },
  };
}

/** Another event of Linq. */
export function linqEvent(event_type: string, trace_id: string, event_id: string, at = Date.now()) {
  return { event_type, event_id, trace_id, created_at: new Date(at).toISOString(), data: { id: 'message-1' } };
}
