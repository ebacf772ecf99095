import { findAlert } from '../alerts.js';
import { findCode, findVendor } from '../names.js';
import type { Question } from '../question.js';
import { findTelemetryName } from '../telemetry-names.js';
import type { Recognizer } from './recognizer.js';

const KEY = String.raw`vendor_api[._](?:name|trace_id|error[._]\w+)|alertname|http[._]response[._]status_code`;
const VALUE = String.raw`"([^"\n]*)"|'([^'\n]*)'|([^\s,;}"'\]]+)`;
/** `key="value"` of Prometheus, `key: value` of logs, `"key": "value"` of JSON, and key and value in a trace view's columns. */
export const PAIR = new RegExp(
  String.raw`(?<![\w.])["']?(${KEY})["']?(?:\s*(?:=~?|:)\s*|\t+|[ ]{2,}|[^\S\n]*\n\s*)(?:${VALUE})`,
  'g',
);
/** An attribute in the JSON of OTLP (`"value": { "stringValue": … }`) or of Jaeger (`"type": "string", "value": …`). */
export const ATTRIBUTE = new RegExp(
  String.raw`"key"\s*:\s*"(${KEY})"\s*,(?:\s*"type"\s*:\s*"\w+"\s*,)?\s*"value"\s*:\s*(?:\{\s*"\w+Value"\s*:\s*)?(?:${VALUE})`,
  'g',
);

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The name of a metric, and labels that are not read. */
const MAX_PREFIX = 300;
/** The maximum distance between two pairs of the same object. */
const MAX_GAP = 1500;

function pairsIn(text: string): readonly Pair[] {
  return [PAIR, ATTRIBUTE]
    .flatMap((form) => [...text.matchAll(form)])
    .map(({ 0: all, 1: key = '', 2: double, 3: single, 4: bare, index }) => ({
      key: key.replaceAll('.', '_').replace(/^vendor_api_(?:error_)?/, ''),
      value: double ?? single ?? bare ?? '',
      start: index,
      end: index + all.length,
    }))
    .sort((a, b) => a.start - b.start);
}

/** The pairs of one series, span or log line. A repeated key begins the next one. */
function groupsOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const groups: Pair[][] = [];
  for (const pair of pairs) {
    const group = groups.at(-1);
    const isNext = group?.some(({ key }) => key === pair.key) || pair.start - (group?.at(-1)?.end ?? 0) > MAX_GAP;
    if (group === undefined || isNext) groups.push([pair]);
    else group.push(pair);
  }
  return groups;
}

function questionsAbout(labels: ReadonlyMap<string, string>): readonly Question[] {
  const vendor = findVendor(labels.get('name') ?? '');
  const nativeCode = labels.get('native_code');
  const claimed = findCode(labels.get('code') ?? '');
  const nativeClass = labels.get('native_class');
  const status = Number(labels.get('http_response_status_code') ?? Number.NaN);
  if (nativeCode === '_OTHER') {
    const code: Question[] = claimed === undefined ? [] : [{ kind: 'name', name: claimed }];
    return [{ kind: 'other', vendor }, ...code];
  }
  if (nativeCode && vendor !== undefined)
    return [{ kind: 'native_code', vendor, nativeCode, claimed, status: status || undefined, isMeasured: true }];
  if (nativeCode) return [{ kind: 'name', name: nativeCode }];
  if (claimed !== undefined && vendor !== undefined) return [{ kind: 'vendor_code', vendor, code: claimed }];
  // A matcher such as `=~"server|network"` contains several values.
  const names = (labels.get('code') ?? labels.get('category') ?? '').split('|').filter((name) => name !== '');
  if (names.length > 0) return names.map((name) => ({ kind: 'name', name }));
  if (nativeClass) return [{ kind: 'class', nativeClass, vendor }];
  if (status >= 400) return [{ kind: 'status', status, vendor }];
  return [];
}

function questionsIn(group: readonly Pair[]): readonly Question[] {
  const labels = new Map(group.map(({ key, value }) => [key, value]));
  const alert = findAlert(labels.get('alertname') ?? '');
  const questions = questionsAbout(labels);
  const all: readonly Question[] = alert === undefined ? questions : [{ kind: 'alert', alert }, ...questions];
  if (all.length > 0) return all;
  const vendor = findVendor(labels.get('name') ?? '');
  if (vendor !== undefined) return [{ kind: 'name', name: vendor.name }];
  return group.flatMap(({ key }): readonly Question[] => {
    const telemetry = findTelemetryName(`vendor_api_error_${key}`) ?? findTelemetryName(`vendor_api_${key}`);
    return telemetry === undefined ? [] : [{ kind: 'telemetry', telemetry }];
  });
}

/** A Prometheus series, the labels of an alert, the attributes of a span or log event. */
export const labels: Recognizer = ({ text }) =>
  groupsOf(pairsIn(text)).flatMap((group) => {
    // The metric before the braces, and everything between the pairs, belongs to the series.
    const first = group[0]?.start ?? 0;
    const start =
      first - (/(?<![\w:])[\w:]*\{[^{}\n]*$/.exec(text.slice(Math.max(0, first - MAX_PREFIX), first))?.[0].length ?? 0);
    const end = group.at(-1)?.end ?? first;
    return questionsIn(group).map((question) => ({ start, end, question }));
  });
