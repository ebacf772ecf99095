import type { Vendor } from '../definition/vendor.js';
import type { AlertLabels, FiringAlert } from './alert-labels.js';
import { summarize } from './alert-summaries.js';
import { type Alert, findAlert } from './alerts.js';
import type { AlertError, AlertResult } from './answer.js';
import { firstStepOfCategory, firstStepOfUnknownCode } from './first-steps.js';
import { findKnown } from './known-codes.js';
import { findCategory, findCode, findVendor } from './names.js';
import { categoryResult, codeResult, nativeCode, nativeCodeResult, rowsOf } from './results.js';
import { safeText } from './safe-text.js';

const FOR_ALL = 'Explain the codes that the alert lists, the most frequent one first.';

/** The row of an alert's native code. */
export function rowOf({ vendor: name = '', nativeCode: native = '' }: AlertLabels) {
  const vendor = findVendor(name);
  return vendor && findKnown(vendor, native);
}

/** The most exact explanation that the labels permit. */
function errorOf(labels: AlertLabels, vendor: Vendor | undefined): AlertError | undefined {
  const row = rowOf(labels);
  if (row !== undefined) return nativeCodeResult(row);
  const code = findCode(labels.code ?? '');
  if (code !== undefined && vendor !== undefined)
    return { ...codeResult(code), nativeCodes: rowsOf(vendor, code).map(nativeCode) };
  if (code !== undefined) return codeResult(code);
  const category = findCategory(labels.category ?? '');
  return category && categoryResult(category);
}

/** The errors of an alert: the one of its labels; without a native code, those that its description lists. */
function errorsOf({ labels, listed }: FiringAlert): readonly AlertLabels[] {
  const { code, nativeCode: native } = labels;
  if (native !== undefined) return [labels];
  const ofLabels = listed.filter((each) => code === undefined || (each.code ?? rowOf(each)?.row.code) === code);
  return ofLabels.length > 0 ? ofLabels : [labels];
}

/** What else can be asked about an alert. */
function nextQuestions(
  alert: Alert | undefined,
  vendor: Vendor | undefined,
  error: AlertError | undefined,
  others: readonly AlertLabels[],
): readonly string[] {
  if (alert?.isAboutUnknownCodes) return [vendor === undefined ? '_OTHER' : `${vendor.name} _OTHER`];
  if (error === undefined)
    return (alert?.categories ?? []).length > 0 || !vendor ? (alert?.categories ?? []) : [vendor.name];
  const ofVendor =
    error.kind === 'code' && vendor && error.nativeCodes.length > 0 ? [`${vendor.name} ${error.code}`] : [];
  const listed = others.flatMap((each) => (each.nativeCode ? `${each.vendor} ${each.nativeCode}` : (each.code ?? [])));
  return [...ofVendor, ...listed].map(safeText);
}

/** A firing alert, with what to do about its error; an alert that only its name describes, with what to do first. */
export function alertResult(firing: FiringAlert): AlertResult {
  const { name, labels, summary, runbook } = firing;
  const alert = findAlert(name);
  const vendor = findVendor(labels.vendor ?? '');
  const [first = {}, ...others] = errorsOf(firing);
  const error = errorOf(first, vendor);
  const sentence = alert && (labels.vendor === undefined ? alert.meaning : `${summarize(alert, labels)}.`);
  const meaning = summary === undefined ? sentence : `${summary}.`;
  const steps = (alert?.categories ?? []).map((category) => firstStepOfCategory[category]);
  const general = steps.length > 0 ? steps.join(' ') : FOR_ALL;
  const severity = labels.severity ?? alert?.severity;
  const optional = {
    meaning: meaning && safeText(meaning),
    severity: severity && safeText(severity),
    delay: alert?.delay,
    vendor: vendor?.name ?? (labels.vendor && safeText(labels.vendor)),
    service: labels.service && safeText(labels.service),
    nativeCode: first.nativeCode && safeText(first.nativeCode),
    error,
    resolves: alert?.resolves,
    runbook: runbook === undefined ? alert && `docs/runbook.md#${alert.name.toLowerCase()}` : safeText(runbook),
  };
  return {
    kind: 'alert',
    name: alert?.name ?? safeText(name),
    categories: alert?.categories ?? [],
    isAboutUnknownCodes: alert?.isAboutUnknownCodes ?? false,
    firstStep: alert?.isAboutUnknownCodes ? firstStepOfUnknownCode : (error?.firstStep ?? general),
    checks: alert?.checks ?? [],
    next: nextQuestions(alert, vendor, error, others),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}
