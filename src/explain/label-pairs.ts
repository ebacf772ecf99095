const KEY = String.raw`vendor_api[._](?:name|trace_id|error[._]\w+)|alertname|http[._]response[._]status_code`;
const VALUE = String.raw`"([^"\n]*)"|'([^'\n]*)'|([^\s,;}"'<\]\\]+)`;
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

/** A label or attribute in a text. Its key has no prefix: `native_code`. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

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

/** The pairs of each series, span, alert or log line of a text. A repeated key begins the next one. */
export function pairGroupsIn(text: string): readonly (readonly Pair[])[] {
  const groups: Pair[][] = [];
  for (const pair of pairsIn(text)) {
    const group = groups.at(-1);
    const isNext = group?.some(({ key }) => key === pair.key) || pair.start - (group?.at(-1)?.end ?? 0) > MAX_GAP;
    if (group === undefined || isNext) groups.push([pair]);
    else group.push(pair);
  }
  return groups;
}
