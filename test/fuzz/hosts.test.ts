import fc from 'fast-check';
import { HostTable, parseHostPattern } from '../../src/definition/hosts.js';
import { defineVendor, type Vendor } from '../../src/index.js';
import { fuzz, must } from './cases.js';

const LABELS = ['api', 'linqapp', 'com', 'evil', 'io', 'xn--bcher-kva', 'a-b', '127', '0'];
const anyNameOfHost = fc.oneof(
  fc.array(fc.constantFrom(...LABELS), { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.')),
  fc.constantFrom('127.0.0.1', '[::1]', 'localhost', 'com', 'linqapp.com', 'api.linqapp.com', 'eu.api.linqapp.com'),
  fc.constantFrom('linqapp.com', 'api.linqapp.com', 'eu.api.linqapp.com', 'a.eu.api.linqapp.com'),
);
const anyPort = fc.constantFrom('', '', '', ':80', ':443', ':8080', ':65535', ':65536', ':0', ':080', ':08080');

const anyPattern = fc
  .tuple(fc.boolean(), anyNameOfHost, anyPort)
  .map(([wildcard, name, port]) => `${wildcard && !name.startsWith('[') ? '*.' : ''}${name}${port}`);

const anyVendors = fc
  .uniqueArray(anyPattern, { minLength: 1, maxLength: 8 })
  .map((hosts) =>
    hosts.map((host) => defineVendor({ name: host, hosts: [host], codes: {}, readError: () => undefined })),
  );

/** Hosts as callers write them, and as those do who want to be taken for another. */
const anyOrigin = fc
  .record({
    scheme: fc.constantFrom('https', 'http', 'HTTPS'),
    user: fc.constantFrom('', '', '', 'api.linqapp.com@', 'api.linqapp.com:443@', 'user:word@'),
    before: fc.constantFrom('', '', '', 'evil-', 'evil.', '.', '*.'),
    name: anyNameOfHost,
    after: fc.constantFrom(
      '',
      '',
      '',
      '.',
      '..',
      '.evil.io',
      '-evil',
      '%2eevil.io',
      '\u3002',
      '/',
      '#@evil.io',
      '\\.evil.io',
    ),
    port: anyPort,
    upper: fc.boolean(),
  })
  .map(({ scheme, user, before, name, after, port, upper }) => {
    const host = `${before}${name}${after}`;
    return `${scheme}://${user}${upper ? host.toUpperCase() : host}${port}`;
  });

/** The same in the plainest way: all that fit, and of these the most exact. */
function vendorOf(vendors: readonly Vendor[], origin: string): Vendor | undefined {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  const name = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  let best: { readonly vendor: Vendor; readonly rank: number } | undefined;
  for (const vendor of vendors) {
    const [, star, declared = '', , wanted] = /^(\*\.)?(.*?)(:(\d+))?$/.exec(vendor.hosts[0] ?? '') ?? [];
    if (wanted !== undefined && (Number(wanted) !== Number(port) || Number(wanted) === 0)) continue;
    const labels = declared.split('.').length;
    const fits = star
      ? name.length > declared.length && name.slice(-declared.length - 1) === `.${declared}`
      : name === declared;
    if (!fits) continue;
    const rank = (star ? 0 : 1_000_000) + labels * 1000 + declared.length + (wanted === undefined ? 0 : 0.5);
    if (best === undefined || rank > best.rank) best = { vendor, rank };
  }
  return best?.vendor;
}

fuzz(
  'hosts: the vendor of an origin',
  fc.property(anyVendors, fc.array(anyOrigin, { minLength: 1, maxLength: 5 }), (vendors, origins) => {
    const table = new HostTable(vendors);
    // Twice, for answers are remembered.
    for (const origin of [...origins, ...origins]) {
      const found = table.find(origin);
      const expected = vendorOf(vendors, origin);
      must(found?.vendor === expected, 'another vendor', origin, found?.vendor.name, expected?.name);
      if (found !== undefined)
        must(found.serverAddress === parseHostPattern(expected?.hosts[0])?.name, 'address', origin);
    }
  }),
);

fuzz(
  'hosts: a declared host',
  fc.property(fc.oneof(anyPattern, fc.string(), anyOrigin, fc.anything()), (host) => {
    const pattern = parseHostPattern(host);
    const text = typeof host === 'string' ? host.toLowerCase() : undefined;
    if (pattern === undefined) return;
    const { name, port, wildcard } = pattern;
    must(
      text?.replace(/:0+(?=\d+$)/, ':') === `${wildcard ? '*.' : ''}${name}${port === undefined ? '' : `:${port}`}`,
      'another host',
      host,
      pattern,
    );
    must(Number(port ?? 1) > 0 && Number(port ?? 1) <= 65_535 && !/[/@#?\\\s%]/.test(name), 'no host', host, pattern);
  }),
);
