import type { TraceIdSource } from '../../src/definition/vendor.js';
import { type BuiltIn, builtIn } from '../support/built-in.js';
import { table } from './table.js';

function source(place: TraceIdSource): string {
  return 'header' in place ? `header \`${place.header}\`` : `body \`${place.body.join('.')}\``;
}

const columns: Readonly<Record<string, (builtIn: BuiltIn) => string>> = {
  vendor: ({ documented }) => documented.title,
  channels: ({ documented }) => documented.channels,
  factory: ({ key }) => `\`${key}()\``,
  '`vendor_api.name`': ({ name }) => `\`${name}\``,
  hosts: ({ vendor: { hosts } }) => hosts.map((host) => `\`${host}\``).join(', '),
  'trace id': ({ vendor: { traceId } }) => traceId.map(source).join(', else ') || 'none',
  codes: ({ vendor: { codes } }) => String(Object.keys(codes).length),
  'documented codes': ({ vendor: { codes, documentation } }) => `[${Object.keys(codes).length}](${documentation})`,
};

/** Columns about the built-in vendors, as Markdown. */
export function vendorTable(...names: readonly string[]): string {
  const cells = (vendor: BuiltIn) => names.map((name) => columns[name]?.(vendor) ?? '');
  return table(names, builtIn.map(cells));
}
