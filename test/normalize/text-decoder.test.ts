import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startAnswers } from '../support/answers.js';
import { startTelemetry } from '../support/telemetry.js';

const BODY = { success: false, error: { status: 409, code: 2009, message: 'The chat is still being created' } };
const BYTES = Buffer.from(JSON.stringify(BODY));

beforeEach(() => {
  vi.resetModules();
});

describe('without the global TextDecoder, like under jsdom', () => {
  const { TextDecoder } = globalThis;

  afterEach(() => {
    globalThis.TextDecoder = TextDecoder;
  });

  it('the package can be imported, and reads bytes', async () => {
    Reflect.deleteProperty(globalThis, 'TextDecoder');
    const { linq, normalize } = await import('../../src/index.js');
    expect(normalize(linq(), { status: 409, body: BYTES })).toMatchObject({ nativeCode: '2009' });
    const headers = { 'content-type': 'application/json; charset=utf-16le' };
    const body = Buffer.from(BYTES.toString(), 'utf16le');
    expect(normalize(linq(), { status: 409, headers, body })).toMatchObject({ nativeCode: '2009' });
  });
});

describe('with a broken TextDecoder of the application', () => {
  const { decode } = TextDecoder.prototype;

  afterEach(() => {
    TextDecoder.prototype.decode = decode;
  });

  it('a call is classified by its status', async () => {
    const { linq, VendorErrorsInstrumentation } = await import('../../src/index.js');
    const server = await startAnswers({ '/v3/chats': { status: 409, body: BODY } });
    const telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: [linq({ hosts: [server.host] })] })]);
    TextDecoder.prototype.decode = () => {
      throw new Error('broken by the application');
    };
    const response = await fetch(`${server.url}/v3/chats`);
    expect((await response.arrayBuffer()).byteLength).toBe(BYTES.byteLength);
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.error.code': 'conflict',
      'vendor_api.error.retry_basis': 'http_status',
    });
    expect(await telemetry.count('vendor_api.client.requests')).toBe(1);
    expect(await telemetry.count('vendor_api.client.errors')).toBe(1);
    await telemetry.stop();
    await server.close();
  });
});
