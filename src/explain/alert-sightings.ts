import { type AlertLabels, isCompatible, present } from './alert-labels.js';
import { summariesIn } from './alert-summaries.js';
import { findAlert } from './alerts.js';
import type { Input, Span } from './input.js';
import { findKnown } from './known-codes.js';
import { type Pair, pairGroupsIn } from './label-pairs.js';
import { findCode, findVendor } from './names.js';

/** A place in a text that contains an alert. */
export interface Sighting extends Span {
  readonly name: string;
  readonly labels: AlertLabels;
  readonly summary?: string;
}

const SERVICE = /(?<![\w.])["']?(?:job|service_name)["']?\s?[=:]\s?["']?([^\s"',;{}<\\]{1,200})/;
const SEVERITY = /(?<![\w.])["']?severity["']?\s?[=:]\s?["']?(\w{1,40})/;

/** The limit on the labels before and after those of the vendor. */
const MAX_OTHERS = 200;

/** A group of labels with the others of its object or its line. */
function withOthers(text: string, start: number, end: number): string {
  const before =
    text
      .slice(Math.max(0, start - MAX_OTHERS), start)
      .split(/[{\n]/)
      .at(-1) ?? '';
  const after = text.slice(end, end + MAX_OTHERS).split(/[}\n]/)[0] ?? '';
  return before + text.slice(start, end) + after;
}

function byLabels(text: string, group: readonly Pair[]): readonly Sighting[] {
  const values = new Map(group.map(({ key, value }) => [key, value]));
  const [start, end] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0];
  const name = values.get('alertname');
  const alert = findAlert(name ?? '');
  // An alert of another rule can only be explained by its labels.
  if (name === undefined || (alert === undefined && findVendor(values.get('name') ?? '') === undefined)) return [];
  const others = withOthers(text, start, end);
  const labels = present({
    service: SERVICE.exec(others)?.[1],
    vendor: values.get('name'),
    category: values.get('category'),
    code: values.get('code'),
    nativeCode: values.get('native_code'),
    severity: SEVERITY.exec(others)?.[1],
  });
  return [{ name: alert?.name ?? name, labels, start, end }];
}

/** The limit on the words that are read after the name of an alert. */
const MAX_TITLE = 40;

/** A title: `[FIRING:1] VendorApiRateLimited checkout linq (ticket rate_limited 1007)`. */
function byName({ text, words, mentions, vendorAt }: Input, index: number): readonly Sighting[] {
  const { text: word = '', start = 0, end = 0 } = words[index] ?? {};
  const alert = findAlert(word);
  if (alert === undefined) return [];
  const newline = text.indexOf('\n', start);
  const isOnLine = (position: number) => position > start && (newline === -1 || position < newline);
  const vendor = mentions.find((mention) => isOnLine(mention.start))?.value ?? vendorAt(start);
  const others = words.slice(index + 1, index + 1 + MAX_TITLE).filter((other) => isOnLine(other.start));
  const code = others.find((other) => findCode(other.text) === other.text)?.text;
  const isCode = (other: string) => other !== code && /\d|_/.test(other) && vendor && findKnown(vendor, other);
  const nativeCode = others.find((other) => isCode(other.text))?.text;
  return [{ name: alert.name, labels: present({ vendor: vendor?.name, code, nativeCode }), start, end }];
}

/** Adds a sighting to those of the same alert: a notification contains the labels of an alert several times. */
function add(all: readonly Sighting[], sighting: Sighting): readonly Sighting[] {
  const same = all.find(({ name, labels }) => name === sighting.name && isCompatible(labels, sighting.labels));
  if (same === undefined) return [...all, sighting];
  const labels = { ...sighting.labels, ...same.labels };
  return all.map((each) => (each === same ? { ...sighting, ...same, labels } : each));
}

/** The limit on alerts, because each is compared with all others. */
const MAX_ALERTS = 500;

/** The alerts in a text, each once, found by their labels, their names or their summaries. */
export function sightingsIn(input: Input): readonly Sighting[] {
  const found = pairGroupsIn(input.text)
    .flatMap((group) => byLabels(input.text, group))
    .slice(0, MAX_ALERTS);
  const titles = input.words
    .flatMap((word, index) => (/^VendorApi[A-Z]/.test(word.text) ? [index] : []))
    .slice(0, MAX_ALERTS)
    .flatMap((index) => byName(input, index));
  const others = titles.filter(({ name }) => found.every((each) => each.name !== name));
  const summaries = summariesIn(input.text).slice(0, MAX_ALERTS);
  // The labels that several alerts have in common come last, because they belong to each of them.
  const size = ({ labels }: Sighting) => Object.keys(labels).length;
  const inOrder = [...[...found, ...others].toSorted((a, b) => size(b) - size(a)), ...summaries];
  return inOrder.reduce(add, []).toSorted((a, b) => a.start - b.start);
}
