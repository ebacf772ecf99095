import { afterAll, describe, expect, it } from 'vitest';
import { at, defineVendor, linq, readEventEnvelope, text, VendorErrorsInstrumentation } from '../../src/index.js';
import { recordDiag } from '../support/diag-log.js';

const plugin = new VendorErrorsInstrumentation({ webhooks: true });

afterAll(() => plugin.disable());

/** The envelope of Linq around the data of an event. */
const linqEvent = (event_type: string, data: object, more: object = {}) => ({
  api_version: 'v3',
  event_type,
  event_id: `event of ${JSON.stringify([event_type, data, more])}`.slice(0, 100),
  created_at: '2026-02-03T12:00:00Z',
  trace_id: '2eff5df5c6f688733c007523c4d61cd9',
  data,
  ...more,
});

const ERROR_3007 = {
  code: 'delivery_attempts_exhausted',
  category: 'delivery',
  retryable: true,
  retryBasis: 'code',
  effect: 'none',
  nativeCode: '3007',
  nativeClass: '3xxx',
  message: 'Nobody there',
  remedy: expect.any(String),
};

describe('a failure of Linq', () => {
  it.each([
    ['as its SDK describes it', { code: 3007, reason: 'Nobody there', message_id: 'm' }, {}],
    ['with the code as text', { code: '3007', reason: 'Nobody there' }, {}],
    ['with an error inside of data', { error: { code: 3007, message: 'Nobody there' } }, {}],
    ['as the debugging guide has it', {}, { code: 3007, message: 'Nobody there' }],
    ['without data', undefined, { code: 3007, message: 'Nobody there', data: undefined }],
  ])('%s', async (_shape, data, more) => {
    const record = await plugin.recordWebhook('linq', linqEvent('message.failed', data ?? {}, more));
    expect(record).toMatchObject({ kind: 'failed', traceId: '2eff5df5c6f688733c007523c4d61cd9' });
    const { vendor, origin, traceId, ...error } = record.error ?? {};
    expect(error).toEqual(ERROR_3007);
    expect([vendor, origin, traceId]).toEqual(['linq', 'webhook', record.traceId]);
  });

  it.each([['chat.group_name_update_failed'], ['chat.group_icon_update_failed'], ['chat.background_update_failed']])(
    '%s',
    async (type) => {
      const data = { chat_id: 'c', error_code: 3002, failed_at: '2026-02-03T12:00:00Z' };
      const record = await plugin.recordWebhook('linq', linqEvent(type, data));
      expect(record).toMatchObject({ kind: 'failed', error: { code: 'upstream_error', nativeCode: '3002' } });
    },
  );

  it.each(Object.entries(linq().codes))('%s has the same meaning as in a response', async (code, row) => {
    const { error } = await plugin.recordWebhook('linq', linqEvent('message.failed', { code: Number(code) || code }));
    expect(error).toMatchObject({
      code: row.code,
      retryable: row.retryable,
      retryBasis: 'code',
      nativeCode: code,
    });
    expect(error?.remedy).toBe(row.remedy);
  });

  it('of a poll', async () => {
    const data = { error: { code: 3007, message: 'Nobody there' }, failed_at: '2026-02-03T12:00:00Z', poll: {} };
    const { error } = await plugin.recordWebhook('linq', linqEvent('poll.failed', data));
    expect(error).toMatchObject(ERROR_3007);
  });

  it.each(['message.failed', 'poll.failed'])('%s with a code that has no documented meaning', async (type) => {
    for (const code of [4006, 4007, 4008]) {
      const { error } = await plugin.recordWebhook('linq', linqEvent(type, { error: { code } }));
      expect(error).toMatchObject({ code: 'delivery_failed', retryable: false, nativeCode: String(code) });
    }
  });

  it.each(['message.failed', 'poll.failed'])('%s without a code is a failed delivery', async (type) => {
    const { error } = await plugin.recordWebhook('linq', linqEvent(type, {}));
    expect(error).toMatchObject({ code: 'delivery_failed', category: 'delivery', retryable: false });
    expect(error).not.toHaveProperty('nativeCode');
  });

  it('with an unknown code is classified by its class', async () => {
    const { error } = await plugin.recordWebhook('linq', linqEvent('message.failed', { code: 3999 }));
    expect(error).toMatchObject({ code: 'delivery_failed', retryable: true, retryBasis: 'class', nativeCode: '3999' });
  });
});

describe.each([
  ['message.sent', 'sent'],
  ['message.delivered', 'delivered'],
  ['message.read', 'read'],
  ['message.received', 'received'],
  ['message.edited', 'unknown'],
  ['poll.sent', 'sent'],
  ['poll.delivered', 'delivered'],
  ['poll.read', 'read'],
  ['poll.received', 'received'],
  ['poll.updated', 'unknown'],
  ['poll.vote.added', 'unknown'],
  ['reaction.added', 'unknown'],
  ['call.failed', 'unknown'],
  ['toString', 'unknown'],
  ['__proto__', 'unknown'],
])('%s of Linq', (type, kind) => {
  it(`is ${kind}, and no error`, async () => {
    const record = await plugin.recordWebhook('linq', linqEvent(type, { code: 3007, id: 'm' }));
    expect(record).toMatchObject({ kind, duplicate: false, traceId: '2eff5df5c6f688733c007523c4d61cd9' });
    expect(record).not.toHaveProperty('error');
  });
});

describe('a delivery event of Trackly', () => {
  let number = 0;
  const delivery = (status: string, status_detail?: string) => ({
    event: 'delivery',
    message_id: `message ${number++}`,
    status,
    status_detail,
    timestamp: '2026-02-03T12:00:00Z',
  });

  it.each([
    ['undeliverable', undefined, 'undeliverable', 'delivery_failed', false],
    ['rejected', undefined, 'rejected', 'delivery_failed', false],
    ['expired', undefined, 'expired', 'message_expired', true],
    ['rejected', 'REJECTED_SPAM', 'REJECTED_SPAM', 'content_filtered', false],
    ['rejected', 'REJECTED_DESTINATION', 'REJECTED_DESTINATION', 'recipient_unreachable', false],
    ['undeliverable', 'REJECTED_ABSENT_SUBSCRIBER', 'REJECTED_ABSENT_SUBSCRIBER', 'recipient_unreachable', true],
    ['rejected', 'REJECTED_OPERATOR', 'REJECTED_OPERATOR', 'delivery_failed', true],
    ['rejected', 'WORDS_OF_TOMORROW', 'rejected', 'delivery_failed', false],
    ['rejected', 'constructor', 'rejected', 'delivery_failed', false],
  ])('%s, %s', async (status, detail, nativeCode, code, retryable) => {
    const { kind, error } = await plugin.recordWebhook('trackly', delivery(status, detail));
    expect(kind).toBe('failed');
    expect(error).toMatchObject({ vendor: 'trackly', origin: 'webhook', code, retryable, nativeCode });
    expect(error?.message).toBe(detail);
  });

  it.each([
    ['delivered', 'delivered'],
    ['pending', 'sent'],
    ['lost', 'unknown'],
    ['', 'unknown'],
    ['toString', 'unknown'],
  ])('%s', async (status, kind) => {
    const record = await plugin.recordWebhook('trackly', delivery(status));
    expect(record).toEqual({ kind, messageId: expect.any(String), duplicate: false, linked: false });
  });

  it('has no id: each status of a message is counted once', async () => {
    const first = { ...delivery('pending'), message_id: 'the same' };
    const duplicates = [];
    for (const status of ['pending', 'delivered', 'delivered', 'undeliverable', 'delivered']) {
      const { duplicate } = await plugin.recordWebhook('trackly', { ...first, status });
      duplicates.push(duplicate);
    }
    expect(duplicates).toEqual([false, false, true, false, true]);
  });

  it('other events are a reply, or unknown', async () => {
    expect(await plugin.recordWebhook('trackly', { event: 'reply', message_id: 'm' })).toMatchObject({
      kind: 'received',
    });
    expect(await plugin.recordWebhook('trackly', { event: 'click', status: 'rejected' })).toMatchObject({
      kind: 'unknown',
    });
  });
});

describe('an event of Telnyx', () => {
  let number = 0;
  const event = (event_type: string, statuses: readonly string[], errors: readonly object[] = []) => ({
    data: {
      event_type,
      id: `telnyx ${number++}`,
      occurred_at: '2024-01-15T21:32:14.148+00:00',
      payload: { id: 'ac012cbf', to: statuses.map((status) => ({ phone_number: '+13125550002', status })), errors },
      record_type: 'event',
    },
    meta: { attempt: 1 },
  });

  it.each([
    ['message.received', ['webhook_delivered'], 'received'],
    ['message.sent', ['sent'], 'sent'],
    ['message.finalized', ['delivered'], 'delivered'],
    ['message.finalized', ['delivered', 'read'], 'delivered'],
    ['message.finalized', ['read'], 'read'],
    ['message.finalized', ['delivered', 'sent'], 'unknown'],
    ['message.finalized', ['delivery_unconfirmed'], 'unknown'],
    ['message.finalized', [], 'unknown'],
    ['call.hangup', ['delivery_failed'], 'unknown'],
  ])('%s, %j: %s', async (type, statuses, kind) => {
    // An unconfirmed delivery may have errors, and is no failure.
    const record = await plugin.recordWebhook('telnyx', event(type, statuses, [{ code: '40008' }]));
    expect(record).toEqual({
      kind,
      eventId: expect.stringMatching(/^telnyx /),
      messageId: expect.any(String),
      duplicate: false,
      linked: false,
    });
  });

  it.each([
    ['message.finalized', ['delivery_failed'], [{ code: '40006', title: 'Down' }], 'upstream_unavailable', true],
    ['message.finalized', ['sending_failed'], [{ code: '40300', detail: 'STOP' }], 'recipient_opted_out', false],
    ['message.finalized', ['expired', 'delivery_failed'], [{ code: 40001 }], 'recipient_unreachable', false],
    ['message.finalized', ['delivery_failed'], [{ code: '47000' }], 'delivery_failed', false],
    ['message.finalized', ['delivery_failed'], [], 'delivery_failed', false],
    ['message.finalized', ['expired'], [], 'message_expired', false],
    ['message.sent', ['sending_failed'], [{ code: '40318' }], 'capacity_exhausted', false],
  ])('%s, %j, %j', async (type, statuses, errors, code, retryable) => {
    const { kind, error } = await plugin.recordWebhook('telnyx', event(type, statuses, errors));
    expect(kind).toBe('failed');
    expect(error).toMatchObject({ vendor: 'telnyx', origin: 'webhook', effect: 'none', code, retryable });
  });

  it.each([
    ['message.finalized', ['delivered', 'delivery_failed'], [{ code: 40001 }], 'recipient_unreachable', false],
    ['message.finalized', ['delivery_unconfirmed', 'expired'], [], 'message_expired', false],
    ['message.finalized', ['delivery_failed', 'read'], [{ code: '47000' }], 'delivery_failed', false],
    ['message.sent', ['sent', 'sending_failed'], [{ code: 'constructor' }], 'delivery_failed', false],
    ['message.sent', ['sent', 'sending_failed'], [{ code: '40006' }], 'upstream_unavailable', true],
  ])('%s, %j, %j: some recipients may have it', async (type, statuses, errors, code, retryable) => {
    const { kind, error } = await plugin.recordWebhook('telnyx', event(type, statuses, errors));
    expect(kind).toBe('failed');
    expect(error).toMatchObject({ origin: 'webhook', effect: 'possible', code, retryable });
    expect(error?.nativeCode).toBe(errors[0] && String(errors[0].code));
  });
});

describe('a payload of WhatsApp', () => {
  let number = 0;
  const payload = (...values: readonly object[]) => ({
    object: 'whatsapp_business_account',
    entry: values.map((value) => ({ id: 'waba', changes: [{ field: 'messages', value }] })),
  });
  const status = (name: string, errors?: readonly object[]) => ({
    id: `wamid.${number++}`,
    status: name,
    timestamp: '1749416383',
    recipient_id: '16505551234',
    ...(errors !== undefined && { errors }),
  });
  const error = (code: number) => ({ code, title: 'Title', message: 'Title', error_data: { details: 'Details' } });

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['deleted', 'unknown'],
    ['toString', 'unknown'],
  ])('%s: %s', async (name, kind) => {
    const event = status(name);
    const record = await plugin.recordWebhook('whatsapp', payload({ statuses: [event] }));
    const eventId = `${event.id}:${name}`;
    expect(record).toEqual({ kind, messageId: event.id, eventId, duplicate: false, linked: false });
  });

  it('has no id: each status of a message is counted once', async () => {
    const duplicates = [];
    for (const name of ['sent', 'delivered', 'read', 'played', 'read', 'played']) {
      const event = { ...status(name), id: 'wamid.the-same' };
      duplicates.push((await plugin.recordWebhook('whatsapp', payload({ statuses: [event] }))).duplicate);
    }
    expect(duplicates).toEqual([false, false, false, false, true, true]);
  });

  it.each([{ status: 'sent' }, { id: 'wamid.bare' }, { id: 7, status: 'sent' }])(
    '%j has no event id, because one half of it is missing',
    async (event) => {
      expect(await plugin.recordWebhook('whatsapp', payload({ statuses: [event] }))).not.toHaveProperty('eventId');
    },
  );

  it('a message that came in, which may have an error: received', async () => {
    const messages = [{ from: '16505551234', id: 'wamid.in', type: 'unsupported', errors: [error(131051)] }];
    const record = await plugin.recordWebhook('whatsapp', payload({ messages }));
    expect(record).toEqual({ kind: 'received', messageId: expect.any(String), duplicate: false, linked: false });
  });

  it.each([
    [131047, 'outside_messaging_window', 'Details'],
    [131052, 'attachment_download_failed', 'Details'],
    [999_999, 'delivery_failed', 'Details'],
  ])('%d: %s', async (code, meaning, message) => {
    const { kind, error: found } = await plugin.recordWebhook(
      'whatsapp',
      payload({ statuses: [status('failed', [error(code)])] }),
    );
    expect([kind, found?.code, found?.message]).toEqual(['failed', meaning, message]);
  });

  it('a failure without an error, and an error of the account', async () => {
    const failed = await plugin.recordWebhook('whatsapp', payload({ statuses: [status('failed')] }));
    expect(failed).toMatchObject({ kind: 'failed', error: { code: 'delivery_failed' } });
    const account = await plugin.recordWebhook('whatsapp', payload({ errors: [error(130429)] }));
    expect(account).toMatchObject({ kind: 'failed', error: { code: 'rate_limited' } });
  });

  it('several events: failures first, and each once however often it is delivered', async () => {
    const events = payload(
      { statuses: [status('sent'), status('failed', [error(131026)])] },
      { statuses: [status('delivered'), status('failed', [error(131050)])], messages: [{ id: `wamid.${number++}` }] },
    );
    const record = await plugin.recordWebhook('whatsapp', events);
    const all = [record, ...(record.others ?? [])];
    expect(all.map(({ kind, error: found }) => found?.code ?? kind)).toEqual([
      'recipient_unreachable',
      'recipient_opted_out',
      'sent',
      'delivered',
      'received',
    ]);
    expect(all.map(({ duplicate }) => duplicate)).toEqual([false, false, false, false, false]);
    const again = await plugin.recordWebhook('whatsapp', events);
    expect([again, ...(again.others ?? [])].map(({ duplicate }) => duplicate)).toEqual([true, true, true, true, true]);
  });

  it('of more than 1000 events, the failures are recorded', async () => {
    const statuses = [...Array.from({ length: 1200 }, () => status('sent')), status('failed', [error(131026)])];
    const record = await plugin.recordWebhook('whatsapp', payload({ statuses }));
    expect([record.kind, record.others?.length]).toEqual(['failed', 999]);
    const again = await plugin.recordWebhook('whatsapp', payload({ statuses }));
    expect([again, ...(again.others ?? [])].filter(({ duplicate }) => !duplicate)).toEqual([]);
  });

  it.each([{}, { entry: [] }, { entry: [{ changes: 'x' }] }, { entry: [{ changes: [{ value: { statuses: [] } }] }] }])(
    '%j has no event',
    async (empty) => {
      const record = await plugin.recordWebhook('whatsapp', empty);
      expect(record).toEqual({ kind: 'unknown', duplicate: false, linked: false });
    },
  );
});

describe('an event of Resend', () => {
  let number = 0;
  const event = (type: string, data: object = {}) => ({
    type,
    created_at: '2026-02-03T12:00:00Z',
    data: { email_id: `email ${number++}`, to: ['b@example.com'], ...data },
  });
  const bounce = (type: string, subType: string) => ({ bounce: { type, subType, message: 'Nobody there' } });

  it.each([
    ['email.bounced', bounce('Permanent', 'NoEmail'), 'NoEmail', 'recipient_unreachable', false],
    ['email.bounced', bounce('Transient', 'MailboxFull'), 'MailboxFull', 'recipient_unreachable', true],
    ['email.bounced', bounce('Transient', 'General'), 'General', 'delivery_failed', true],
    ['email.bounced', bounce('Permanent', 'General'), 'General', 'delivery_failed', false],
    ['email.bounced', bounce('Undetermined', 'Undetermined'), 'Undetermined', 'delivery_failed', false],
    ['email.bounced', bounce('Permanent', 'ContentRejected'), 'ContentRejected', 'content_filtered', false],
    ['email.bounced', bounce('Transient', 'ContentRejected'), 'ContentRejected', 'content_filtered', false],
    ['email.bounced', bounce('Transient', 'AttachmentRejected'), 'AttachmentRejected', 'content_filtered', false],
    ['email.bounced', bounce('Transient', 'MessageTooLarge'), 'MessageTooLarge', 'delivery_failed', false],
    ['email.bounced', bounce('Transient', 'A sub-type of tomorrow'), 'email.bounced', 'delivery_failed', true],
    ['email.bounced', bounce('constructor', 'constructor'), 'email.bounced', 'delivery_failed', false],
    ['email.bounced', {}, 'email.bounced', 'delivery_failed', false],
    ['email.suppressed', { suppressed: { type: 'Suppressed' } }, 'Suppressed', 'recipient_not_allowed', false],
    [
      'email.suppressed',
      { suppressed: { type: 'Suppressed', reason: 'previous_complaint' } },
      'previous_complaint',
      'recipient_opted_out',
      false,
    ],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'reached_daily_quota', 'quota_exceeded', true],
    ['email.failed', { failed: { reason: 'A reason of tomorrow' } }, 'email.failed', 'delivery_failed', false],
    ['email.complained', {}, 'email.complained', 'recipient_opted_out', false],
  ])('%s, %j', async (type, data, nativeCode, code, retryable) => {
    const { kind, error } = await plugin.recordWebhook('resend', event(type, data));
    expect(kind).toBe('failed');
    expect(error).toMatchObject({ vendor: 'resend', origin: 'webhook', code, retryable, nativeCode });
  });

  it.each([
    ['email.bounced', 'none'],
    ['email.complained', 'done'],
  ])('the effect of %s is %s', async (type, effect) => {
    expect((await plugin.recordWebhook('resend', event(type))).error?.effect).toBe(effect);
  });

  it('the vendor’s own text is the message', async () => {
    const message = async (type: string, data: object) =>
      (await plugin.recordWebhook('resend', event(type, data))).error?.message;
    expect(await message('email.bounced', bounce('Permanent', 'NoEmail'))).toBe('Nobody there');
    expect(await message('email.suppressed', { suppressed: { type: 'Suppressed', message: 'Listed' } })).toBe('Listed');
    expect(await message('email.failed', { failed: { reason: 'A reason of tomorrow' } })).toBe('A reason of tomorrow');
    expect(await message('email.complained', {})).toBeUndefined();
  });

  it.each([
    ['email.sent', 'sent'],
    ['email.delivery_delayed', 'sent'],
    ['email.delivered', 'delivered'],
    ['email.opened', 'read'],
    ['email.received', 'received'],
    ['email.clicked', 'unknown'],
    ['domain.created', 'unknown'],
  ])('%s is %s, and no error', async (type, kind) => {
    const record = await plugin.recordWebhook('resend', event(type));
    expect(record).toEqual({ kind, messageId: expect.any(String), duplicate: false, linked: false });
  });

  it('has no id: each type of a message counts once', async () => {
    const duplicates = [];
    for (const type of ['email.sent', 'email.bounced', 'email.bounced', 'email.complained'])
      duplicates.push((await plugin.recordWebhook('resend', event(type, { email_id: 'the same' }))).duplicate);
    expect(duplicates).toEqual([false, false, true, false]);
  });
});

describe('vendors that document no failure event', () => {
  it.each([
    ['chert', { event_type: 'message.received', event_id: 'c-1', trace_id: 'a1b2c3d4' }, 'received', 'a1b2c3d4', 'c-1'],
    ['chert', { event_type: 'message.failed', event_id: 'c-2', data: { code: 4001 } }, 'unknown', undefined, 'c-2'],
    ['messages.dev', { event: 'message.sent', delivery_id: 'd-1' }, 'sent', undefined, 'd-1'],
    ['messages.dev', { event: 'message.received', delivery_id: 'd-2' }, 'received', undefined, 'd-2'],
    ['messages.dev', { event: 'message.failed', delivery_id: 'd-3', error: {} }, 'unknown', undefined, 'd-3'],
    ['photon', { event: 'messages', message: { id: 'spc-msg-1' } }, 'received', undefined, 'spc-msg-1'],
    ['photon', { event: 'message.failed', message: { id: 'spc-msg-2' } }, 'unknown', undefined, 'spc-msg-2'],
    ['messages.dev', { type: 'line.updated', id: 7, request_id: 'req_1' }, 'unknown', 'req_1', '7'],
  ])('%s: %j', async (vendor, payload, kind, traceId, eventId) => {
    const record = await plugin.recordWebhook(vendor, payload);
    expect(record).toEqual({
      kind,
      duplicate: false,
      linked: false,
      ...(traceId && { traceId }),
      ...(eventId && { eventId }),
    });
  });
});

describe("a user's vendor", () => {
  const acme = defineVendor({
    name: 'acme',
    hosts: ['api.acme.test'],
    readError: () => ({}),
    readWebhook(payload) {
      const event = readEventEnvelope(payload, { bounced: 'failed', arrived: 'delivered' });
      if (text(at(payload, 'broken'))) throw new Error('the reader is broken');
      return { ...event, error: { code: text(at(payload, 'why')) } };
    },
    codes: { mailbox_full: { code: 'recipient_unreachable', retryable: true, remedy: 'Send again in a day.' } },
  });
  const own = new VendorErrorsInstrumentation({ vendors: [acme], webhooks: true });

  afterAll(() => own.disable());

  it('reads its events with its own function', async () => {
    const record = await own.recordWebhook('acme', { event: 'bounced', event_id: 'a', why: 'mailbox_full' });
    expect(record).toMatchObject({ kind: 'failed', error: { code: 'recipient_unreachable', retryable: true } });
  });

  it('ignores an error in an event that is not a failure', async () => {
    const record = await own.recordWebhook('acme', { event: 'arrived', event_id: 'b', why: 'mailbox_full' });
    expect(record).toEqual({ kind: 'delivered', eventId: 'b', duplicate: false, linked: false });
  });

  it('a throwing reader makes the event unknown, and is not a problem of the plugin', async () => {
    const log = recordDiag();
    const record = await own.recordWebhook('acme', { event: 'bounced', event_id: 'c', broken: 'yes' });
    log.stop();
    expect(record).toEqual({ kind: 'unknown', duplicate: false, linked: false });
    expect([...log.errors, ...log.warnings]).toEqual([]);
  });

  it('needs no reader: every event is unknown', async () => {
    const { readWebhook, ...without } = acme;
    const plain = new VendorErrorsInstrumentation({ vendors: [without], webhooks: true });
    const record = await plain.recordWebhook('acme', { event: 'bounced', event_id: 'd' });
    plain.disable();
    expect(record).toEqual({ kind: 'unknown', duplicate: false, linked: false });
  });
});
