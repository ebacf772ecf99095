import { type AlertLabels, isCompatible } from '../alert-labels.js';
import { type Sighting, sightingsIn } from '../alert-sightings.js';
import { documentsIn } from '../documents.js';
import { isIn } from '../input.js';
import { findCode, findVendor } from '../names.js';
import type { Recognizer } from './recognizer.js';

/** The command for each error that the description of an alert lists. */
const COMMAND = /opentelemetry-instrumentation-vendor-errors explain ([\w.]{1,80})(?: ([\w.{}]{1,80}))?/g;

/** The errors of the commands in a text, by the alert to which they belong. */
function listedErrors(text: string, sightings: readonly Sighting[]): ReadonlyMap<Sighting, readonly AlertLabels[]> {
  // A notification repeats the description that all its alerts have in common.
  const byAlert = new Map(sightings.map((sighting) => [sighting, new Map<string, AlertLabels>()]));
  for (const { 1: first = '', 2: nativeCode, index } of text.matchAll(COMMAND)) {
    const vendor = findVendor(first)?.name;
    const error = vendor === undefined ? { code: findCode(first) } : { vendor, nativeCode };
    const candidates = sightings.filter(({ labels }) => isCompatible({ vendor }, labels));
    const alert = candidates.findLast(({ start }) => start < index) ?? candidates[0];
    if (alert !== undefined) byAlert.get(alert)?.set(JSON.stringify(error), error);
  }
  return new Map([...byAlert].map(([alert, errors]) => [alert, [...errors.values()]]));
}

const LINK = /https?:\/\/[^\s"'<>|\\)]{1,500}/g;
const RUNBOOK = /\brun-?book(?:_?url)?["']?[:=* ]{1,5}["'<]?$/i;
const MAX_KEY = 30;

/** The links to run-books in a text. The anchors of the shipped one are the names of its alerts. */
function runbooksIn(text: string): (sighting: Sighting) => string | undefined {
  const links = [...text.matchAll(LINK)].map(({ 0: url, index }) => ({ url, index }));
  const labelled = links.filter(({ index }) => RUNBOOK.test(text.slice(Math.max(0, index - MAX_KEY), index)));
  return ({ name, start }) => {
    const ofName = links.find(({ url }) => url.endsWith(`#${name.toLowerCase()}`));
    return (ofName ?? labelled.find(({ index }) => index > start) ?? labelled.at(-1))?.url;
  };
}

/** An alert: its name, its labels, or a whole notification. */
export const alert: Recognizer = (input) => {
  const { text } = input;
  const sightings = sightingsIn(input);
  if (sightings.length === 0) return [];
  const listed = listedErrors(text, sightings);
  const runbookOf = runbooksIn(text);
  const documents = documentsIn(text);
  return sightings.map((sighting) => {
    const { name, labels, summary } = sighting;
    const { start, end } = documents.find((document) => isIn(document, sighting.start)) ?? sighting;
    const firing = { name, labels, summary, runbook: runbookOf(sighting), listed: listed.get(sighting) ?? [] };
    return { start, end, question: { kind: 'alert', firing } };
  });
};
