import { type Pair, pairGroupsIn } from '../label-pairs.js';
import { findCode, findVendor } from '../names.js';
import type { Question } from '../question.js';
import { findTelemetryName } from '../telemetry-names.js';
import type { Recognizer } from './recognizer.js';

/** The name of a metric, and labels that are not read. */
const MAX_PREFIX = 300;

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
  const questions = questionsAbout(labels);
  if (questions.length > 0) return questions;
  const vendor = findVendor(labels.get('name') ?? '');
  if (vendor !== undefined) return [{ kind: 'name', name: vendor.name }];
  return group.flatMap(({ key }): readonly Question[] => {
    const telemetry = findTelemetryName(`vendor_api_error_${key}`) ?? findTelemetryName(`vendor_api_${key}`);
    return telemetry === undefined ? [] : [{ kind: 'telemetry', telemetry }];
  });
}

/** A Prometheus series, the attributes of a span or log event. */
export const labels: Recognizer = ({ text }) =>
  pairGroupsIn(text).flatMap((group) => {
    // The metric before the braces, and everything between the pairs, belongs to the series.
    const first = group[0]?.start ?? 0;
    const start =
      first - (/(?<![\w:])[\w:]*\{[^{}\n]*$/.exec(text.slice(Math.max(0, first - MAX_PREFIX), first))?.[0].length ?? 0);
    const end = group.at(-1)?.end ?? first;
    return questionsIn(group).map((question) => ({ start, end, question }));
  });
