import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

const MODEL = new URL('../../model/', import.meta.url);

/** A value of an attribute of a closed set. */
export interface Member {
  readonly id: string;
  readonly value: string;
  readonly brief: string;
  readonly stability: string;
}

/** An attribute, defined by its `id` or taken from elsewhere by `ref`. */
export interface Attribute {
  readonly id?: string;
  readonly ref?: string;
  readonly type?: string | { readonly members: readonly Member[] };
  readonly brief?: string;
  readonly note?: string;
  readonly stability?: string;
  readonly examples?: readonly unknown[];
  readonly requirement_level?: string | Readonly<Record<string, string>>;
}

/** A group of the registry: attributes, a span, a log event or a metric. */
export interface Group {
  readonly id: string;
  readonly type: 'attribute_group' | 'span' | 'event' | 'metric';
  readonly brief: string;
  readonly stability?: string;
  readonly extends?: string;
  readonly attributes?: readonly Attribute[];
  readonly span_kind?: string;
  readonly name?: string;
  readonly metric_name?: string;
  readonly instrument?: string;
  readonly unit?: string;
}

function read(path: string): Record<string, unknown> {
  return parse(readFileSync(new URL(path, MODEL), 'utf8')) as Record<string, unknown>;
}

/** The registry's name, version and dependencies. */
export const manifest = read('registry_manifest.yaml');

/** The files of the registry, by their names. */
export const files = readdirSync(new URL('vendor_api/', MODEL)).map(
  (name) => [name, read(`vendor_api/${name}`)] as const,
);

/** All groups of the registry. */
export const groups = files.flatMap(([, { groups }]) => groups as readonly Group[]);

/** The attributes that the registry defines, by their names. */
export const defined = new Map(
  groups.flatMap(({ attributes = [] }) => attributes.flatMap((each) => (each.id ? [[each.id, each]] : []))),
);

/** The names of the attributes of a group, with those of the group that it extends. */
export function attributesOf(group: Group): readonly string[] {
  const base = groups.find(({ id }) => id === group.extends);
  const own = (group.attributes ?? []).flatMap(({ id, ref }) => id ?? ref ?? []);
  return [...(base === undefined ? [] : attributesOf(base)), ...own];
}

/** The type of an attribute that the registry defines, as docs/telemetry.md writes it. */
export function typeOf(name: string): string | undefined {
  const type = defined.get(name)?.type;
  return typeof type === 'object' ? 'string' : type;
}

/** The closed set of values of an attribute. */
export function membersOf(name: string): readonly Member[] {
  const type = defined.get(name)?.type;
  return typeof type === 'object' ? type.members : [];
}

/** How much a group requires an attribute: `required`, or the key of the condition. */
export function levelOf(group: Group, name: string): string | undefined {
  const level = group.attributes?.find(({ ref }) => ref === name)?.requirement_level;
  return typeof level === 'object' ? Object.keys(level)[0] : level;
}
