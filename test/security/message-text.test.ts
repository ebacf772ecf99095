import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineVendor, linq, type VendorErrorsConfig } from '../../src/index.js';
import { startAnswers } from '../support/answers.js';
import type { TestServer } from '../support/server.js';
import { exportedOf } from './exported.js';

const MESSAGE = 'ordinarytext';
const body = { success: false, error: { status: 409, code: 2009, message: MESSAGE } };
let server: TestServer;

beforeAll(async () => {
  server = await startAnswers({ '/v3/chats': { status: 409, body } });
});

afterAll(() => server.close());

function exportedWith(config: VendorErrorsConfig) {
  return exportedOf({ vendors: [linq({ hosts: [server.host] })], ...config }, async () => {
    await (await fetch(`${server.url}/v3/chats`)).text();
  });
}

describe('of the text of an error', () => {
  it('nothing is exported with captureMessage: false', async () => {
    const exported = await exportedWith({ captureMessage: false });
    expect(exported.placesOf(MESSAGE)).toEqual([]);
    expect(exported.placesOf('resource_not_ready')).toContain('span attribute vendor_api.error.code');
  });

  it('only what the application’s function returns is exported', async () => {
    const exported = await exportedWith({ captureMessage: (text) => text.replace(MESSAGE, 'replaced') });
    expect(exported.placesOf(MESSAGE)).toEqual([]);
    expect(exported.placesOf('replaced')).toContain('span attribute vendor_api.error.message');
  });

  it("nothing is exported if a user's reader throws it", async () => {
    const broken = defineVendor({
      name: 'broken',
      hosts: [server.host],
      codes: {},
      readError: ({ body }) => {
        throw new Error(JSON.stringify(body));
      },
    });
    const exported = await exportedWith({ vendors: [broken] });
    expect(exported.placesOf(MESSAGE)).toEqual([]);
    expect(exported.placesOf('conflict')).toContain('span attribute vendor_api.error.code');
  });
});
