import { createHmac, generateKeyPairSync, type KeyObject, sign as signWithKey } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { VendorErrorsInstrumentation, type WebhookRecord } from '../../src/index.js';
import { signedHeaders } from '../../src/testing/standard-webhooks.js';
import { builtIn } from '../support/built-in.js';

const ORIGIN = 'https://app.example.com';
const TWILIO_PATH = '/webhooks/twilio?region=eu';
const STANDARD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER_STANDARD_SECRET = 'whsec_c2ltdWxhdGVk';
const telnyxKeys = generateKeyPairSync('ed25519');
const otherTelnyxKeys = generateKeyPairSync('ed25519');

/** The 32 bytes of a public key, in base64, as Telnyx shows it. */
const rawPublicKey = (key: KeyObject) =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');

const secrets = {
  LINQ_API_KEY: 'test',
  LINQ_WEBHOOK_SECRET: STANDARD_SECRET,
  MESSAGES_DEV_WEBHOOK_SECRET: 'right',
  TRACKLY_WEBHOOK_SECRET: 'right',
  CHERT_WEBHOOK_SECRET: 'right',
  TWILIO_AUTH_TOKEN: 'right',
  PUBLIC_ORIGIN: ORIGIN,
  TELNYX_API_KEY: 'test',
  TELNYX_PUBLIC_KEY: rawPublicKey(telnyxKeys.publicKey),
  META_APP_SECRET: 'right',
  SPECTRUM_SIGNING_SECRET: 'right',
  RESEND_API_KEY: 're_test',
  RESEND_WEBHOOK_SECRET: STANDARD_SECRET,
};

/** What a vendor's signature is made of. */
interface Signing {
  readonly body: string;
  /** In seconds. */
  readonly time: number;
  /** Whether the secret is the one of the application. */
  readonly isRight: boolean;
}

const digest = (algorithm: string, key: string, text: string) => createHmac(algorithm, key).update(text).digest('hex');
const keyOf = ({ isRight }: Signing) => (isRight ? 'right' : 'wrong');
const standard = (signing: Signing) => {
  vi.setSystemTime(signing.time * 1000);
  const headers = signedHeaders(signing.isRight ? STANDARD_SECRET : OTHER_STANDARD_SECRET, 'msg_1', signing.body);
  vi.useRealTimers();
  return headers;
};

interface Case {
  /** The example, and the function that it exports. */
  readonly file: string;
  readonly check: string;
  readonly path?: string;
  /** The headers, as the vendor documents them. */
  readonly sign: (signing: Signing) => Record<string, string>;
  readonly kind: WebhookRecord['kind'];
  /** Whether old signatures are refused, because the time is signed, too. */
  readonly hasTime: boolean;
  readonly isForm?: boolean;
}

const cases: Readonly<Record<string, Case>> = {
  linq: { file: 'linq', check: 'checkLinq', sign: standard, kind: 'failed', hasTime: true },
  'messages.dev': {
    file: 'messages-dev',
    check: 'checkMessagesDev',
    sign: (signing) => ({
      'X-Webhook-Timestamp': `${signing.time * 1000}`,
      'X-Webhook-Signature': digest('sha256', keyOf(signing), `${signing.time * 1000}.${signing.body}`),
    }),
    kind: 'received',
    hasTime: true,
  },
  trackly: {
    file: 'trackly',
    check: 'checkTrackly',
    sign: (signing) => ({ 'X-Trackly-Signature': digest('sha256', keyOf(signing), signing.body) }),
    kind: 'failed',
    hasTime: false,
  },
  chert: {
    file: 'chert',
    check: 'checkChert',
    sign: (signing) => ({
      'x-chert-signature': `v1,${signing.time},${digest('sha256', keyOf(signing), `${signing.time}.${signing.body}`)}`,
    }),
    kind: 'received',
    hasTime: true,
  },
  twilio: {
    file: 'twilio',
    check: 'checkTwilio',
    path: TWILIO_PATH,
    sign: (signing) => {
      const fields = Object.fromEntries(new URLSearchParams(signing.body));
      return { 'X-Twilio-Signature': twilio.getExpectedTwilioSignature(keyOf(signing), ORIGIN + TWILIO_PATH, fields) };
    },
    kind: 'failed',
    hasTime: false,
    isForm: true,
  },
  telnyx: {
    file: 'telnyx',
    check: 'checkTelnyx',
    sign: ({ body, time, isRight }) => {
      const { privateKey } = isRight ? telnyxKeys : otherTelnyxKeys;
      const signature = signWithKey(null, Buffer.from(`${time}|${body}`), privateKey).toString('base64');
      return { 'telnyx-timestamp': `${time}`, 'telnyx-signature-ed25519': signature };
    },
    kind: 'failed',
    hasTime: true,
  },
  whatsapp: {
    file: 'whatsapp',
    check: 'checkWhatsApp',
    sign: (signing) => ({ 'X-Hub-Signature-256': `sha256=${digest('sha256', keyOf(signing), signing.body)}` }),
    kind: 'failed',
    hasTime: false,
  },
  photon: {
    file: 'photon',
    check: 'checkPhoton',
    sign: (signing) => ({
      'X-Spectrum-Timestamp': `${signing.time}`,
      'X-Spectrum-Signature': `v0=${digest('sha256', keyOf(signing), `v0:${signing.time}:${signing.body}`)}`,
    }),
    kind: 'received',
    hasTime: true,
  },
  resend: {
    file: 'resend',
    check: 'checkResend',
    sign: (signing) =>
      Object.fromEntries(
        Object.entries(standard(signing)).map(([name, value]) => [name.replace('webhook-', 'svix-'), value]),
      ),
    kind: 'failed',
    hasTime: true,
  },
};

type Checks = ReadonlyMap<string, (request: unknown) => unknown>;
type WebhookApp = (
  plugin: VendorErrorsInstrumentation,
  checks: Checks,
  handle: (record: WebhookRecord) => Promise<void>,
) => { listen(port: number, host: string): Server };

const folder = new URL('../../examples/webhooks/signatures/', import.meta.url).pathname;
const records: WebhookRecord[] = [];
let plugin: VendorErrorsInstrumentation;
let server: Server;
let origin: string;

beforeAll(async () => {
  for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
  const checks = await Promise.all(
    Object.entries(cases).map(
      async ([vendor, { file, check }]) => [vendor, (await import(`${folder}${file}.mjs`))[check]] as const,
    ),
  );
  const { webhookApp }: { webhookApp: WebhookApp } = await import(`${folder}app.mjs`);
  plugin = new VendorErrorsInstrumentation({ webhooks: true });
  const app = webhookApp(plugin, new Map(checks), async (record) => {
    records.push(record);
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  records.length = 0;
});

afterAll(() => {
  vi.unstubAllEnvs();
  plugin.disable();
  server.closeAllConnections();
  server.close();
});

describe.each(builtIn)('the signature of $name', ({ name, examples }) => {
  const { sign, kind, hasTime, isForm = false, path = `/webhooks/${name}` } = cases[name] as Case;
  const payload = examples.events[0]?.payload as Record<string, string>;
  const body = isForm ? new URLSearchParams(payload).toString() : JSON.stringify({ ...payload, text: 'Grüße 👋' });
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const now = () => Math.floor(Date.now() / 1000);

  async function deliver(signature: Record<string, string>, sent = body, contentType = type): Promise<number> {
    const headers = new Headers(signature);
    if (contentType === '') headers.delete('content-type');
    else headers.set('content-type', contentType);
    return (await fetch(origin + path, { method: 'POST', headers, body: Buffer.from(sent) })).status;
  }

  it('is accepted, and the webhook is recorded', async () => {
    expect(await deliver(sign({ body, time: now(), isRight: true }))).toBe(200);
    expect(records.map((record) => record.kind)).toEqual([kind]);
  });

  it.each(['', 'text/plain; charset=iso-8859-1'])(
    'is based on the bytes, with the content-type "%s"',
    async (other) => {
      expect(await deliver(sign({ body, time: now(), isRight: true }), body, other)).toBe(200);
      expect(records.map((record) => record.kind)).toEqual([kind]);
    },
  );

  it('is refused if it is missing, of another secret, or of another body', async () => {
    expect(await deliver({})).toBe(401);
    expect(await deliver(sign({ body, time: now(), isRight: false }))).toBe(401);
    expect(await deliver(sign({ body, time: now(), isRight: true }), body.replace(/[a-z]/, 'Z'))).toBe(401);
    expect(records).toEqual([]);
  });

  const is = hasTime ? 'is refused' : 'is accepted, because its time is not signed,';
  it(`${is} if it is old`, async () => {
    expect(await deliver(sign({ body, time: now() - 301, isRight: true }))).toBe(hasTime ? 401 : 200);
    expect(records).toHaveLength(hasTime ? 0 : 1);
  });
});

it('a webhook of a vendor without a check is refused', async () => {
  expect((await fetch(`${origin}/webhooks/constructor`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect(records).toEqual([]);
});
