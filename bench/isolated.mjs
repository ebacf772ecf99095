// @ts-check
// The time that the plugin adds to a call, without sockets.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { builtInVendors } from 'opentelemetry-instrumentation-vendor-errors';
import { accepted, documentedErrors, gzipped, large } from './answers.mjs';
import { summary } from './statistics.mjs';
import { measureByTurns, startPlugin } from './turns.mjs';

/** Use several processes, because they differ more than two rounds of one, in the placement and compilation of the code. */
const PROCESSES = 5;

/** A route of each vendor. @type {Record<string, string>} */
const paths = {
  linq: '/api/partner/v3/chats/550e8400-e29b-41d4-a716-446655440000/messages',
  'messages.dev': '/v1/messages',
  trackly: '/api/v2/send',
  chert: '/api/v1/chats',
};

/** The calls of this page, with the limit of their share. */
export const limits = {
  'another host': 0.2,
  'success, trace id in a header': 0.75,
  'success, trace id in the body': 1,
  'documented errors': 2.5,
  'documented errors, gzipped': 5,
  'error of 64 KiB': 17,
};

async function calls() {
  const vendors = builtInVendors().filter(({ name }) => name in paths);
  const documented = await documentedErrors(Object.keys(paths));
  /** @param {string} vendor @param {import('./answers.mjs').Answer} answer */
  const place = (vendor, answer) => {
    const host = vendors.find(({ name }) => name === vendor)?.hosts[0];
    return { origin: `https://${host}`, path: paths[vendor] ?? '/', answer };
  };
  const errors = vendors.flatMap(({ name }) => (documented[name] ?? []).map((answer) => place(name, answer)));
  const [limit] = documented.linq ?? [];
  if (limit === undefined) throw new Error('The simulator has no errors of Linq.');
  const inBody = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"id":"obx_1","status":"pending","request_id":"req_abc123"}'),
  };
  /** @type {Record<keyof typeof limits, import('./messages.mjs').Call['places']>} */
  const places = {
    'another host': [{ ...place('linq', accepted), origin: 'https://api.example.com' }],
    'success, trace id in a header': [place('linq', accepted)],
    'success, trace id in the body': [place('messages.dev', inBody)],
    'documented errors': errors,
    'documented errors, gzipped': errors.map((each) => ({ ...each, answer: gzipped(each.answer) })),
    'error of 64 KiB': [place('linq', large(limit))],
  };
  return Object.entries(places).map(([name, each]) => ({ name, places: each }));
}

export async function measureIsolated() {
  /** @type {{ name: string, without: number, added: number }[]} */
  const measured = [];
  for (let count = 0; count < PROCESSES; count++) {
    const [results] = await once(fork(import.meta.filename), 'message');
    measured.push(...results);
  }
  return Object.entries(limits).map(([name, limit]) => {
    const results = measured.filter((result) => result.name === name);
    return {
      name,
      limit,
      without: summary(results.map(({ without }) => without)),
      added: summary(results.map(({ added }) => added)),
      share: summary(results.map(({ added, without }) => added / without)),
    };
  });
}

if (process.argv[1] === import.meta.filename) {
  const all = await calls();
  const plugin = startPlugin(builtInVendors());
  const results = [];
  for (const call of all) results.push({ name: call.name, ...(await measureByTurns(plugin, call)) });
  process.send?.(results);
}
