import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, builtInVendors, defineVendor, text, VendorErrorsInstrumentation } from '../../src/index.js';
import { SIMULATE_ANSWER_HEADER, startVendorSimulator, type VendorSimulator } from '../../src/testing.js';
import { builtIn } from '../support/built-in.js';
import { startTelemetry, type Telemetry } from '../support/telemetry.js';

const acme = defineVendor({
  name: 'acme',
  hosts: ['api.acme.test'],
  readError: ({ body }) => ({ code: text(at(body, 'code')) }),
  codes: { too_fast: { code: 'rate_limited', retryable: true, remedy: 'Send less.' } },
});

let simulator: VendorSimulator;
let telemetry: Telemetry;

beforeAll(async () => {
  simulator = await startVendorSimulator({
    vendors: [
      {
        vendor: acme,
        answers: {
          too_fast: { status: 429, headers: { 'retry-after': '3' }, body: { code: 'too_fast' } },
          plain: { status: 500, headers: { 'Content-Type': 'text/plain' }, body: 'Oops' },
          gone: { status: 410 },
        },
        success: { status: 201, body: { id: 7 } },
      },
    ],
  });
  telemetry = startTelemetry([new VendorErrorsInstrumentation({ vendors: simulator.vendors })]);
});

afterEach(() => telemetry.reset());

afterAll(async () => {
  await telemetry.stop();
  await simulator.close();
});

describe('a vendor of your own in the simulator', () => {
  const call = async (answer?: string) => {
    const headers = answer === undefined ? {} : { [SIMULATE_ANSWER_HEADER]: answer };
    const response = await fetch(`${simulator.vendor('acme').url}/v1/anything`, { method: 'POST', headers });
    return [response.status, response.headers.get('content-type')?.split(';')[0], await response.text()];
  };

  it('returns the given responses, and succeeds otherwise', async () => {
    simulator.vendor('acme').answerNext('too_fast', 'plain', 'gone', 'html_502');
    expect(await call()).toEqual([429, 'application/json', '{"code":"too_fast"}']);
    expect(await call()).toEqual([500, 'text/plain', 'Oops']);
    expect(await call()).toEqual([410, undefined, '']);
    expect((await call())[0]).toBe(502);
    expect(await call()).toEqual([201, 'application/json', '{"id":7}']);
  });

  it('lists each response once, also if one of the given ones is the success', async () => {
    const answers = { too_fast: { status: 429 }, success: { status: 202, body: { id: 8 } } };
    const own = await startVendorSimulator({ vendors: [{ vendor: acme, answers }] });
    const { answers: names, url } = own.vendor('acme');
    expect(names.slice().sort()).toEqual(
      ['success', 'too_fast', 'html_502', 'empty_500', 'network_reset', 'network_hang', 'network_cut_body'].sort(),
    );
    expect((await fetch(url)).status).toBe(202);
    await own.close();
  });

  it('is part of `vendors`', async () => {
    await call('too_fast');
    expect(telemetry.span().attributes).toMatchObject({
      'vendor_api.name': 'acme',
      'vendor_api.error.code': 'rate_limited',
      'vendor_api.error.retry_after': 3,
    });
  });

  it('is next to the built-in ones, and an unknown name lists the known ones', () => {
    const names = [...builtInVendors().map(({ name }) => name), 'acme'];
    expect(simulator.vendors.map(({ name }) => name)).toEqual(names);
    expect(simulator.vendor('linq')).toBe(simulator.linq);
    expect(() => simulator.vendor('acne')).toThrow(`No simulated vendor is 'acne'. There are: ${names.join(', ')}.`);
  });
});

const paths = [...builtIn.map(({ name, documented }) => [name, documented.path] as const), ['acme', '/'] as const];

describe.each(paths)('a network failure: %s', (name, path) => {
  const call = (answer: string, signal?: AbortSignal) =>
    fetch(simulator.vendor(name).url + path, {
      method: 'POST',
      headers: { [SIMULATE_ANSWER_HEADER]: answer },
      ...(signal && { signal }),
    });
  const errorOf = () => telemetry.span().attributes['vendor_api.error.code'];

  it('a connection is reset before the response', async () => {
    await expect(call('network_reset')).rejects.toThrow('fetch failed');
    expect(errorOf()).toBe('connection_reset');
  });

  it('no response arrives', async () => {
    await expect(call('network_hang', AbortSignal.timeout(100))).rejects.toThrow('timeout');
    expect(errorOf()).toBe('timeout');
  });

  it('a body is cut', async () => {
    const response = await call('network_cut_body');
    await expect(response.text()).rejects.toThrow('terminated');
  });
});

it('a hanging call does not keep the simulator open', async () => {
  const own = await startVendorSimulator();
  own.linq.answerNext('network_hang');
  const pending = fetch(own.linq.url).catch(() => 'broken');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await own.close();
  expect(await pending).toBe('broken');
});
