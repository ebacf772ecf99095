/** The labels of a firing alert that its answer depends on, as far as a text contains them. */
export interface AlertLabels {
  readonly service?: string | undefined;
  readonly vendor?: string | undefined;
  readonly category?: string | undefined;
  readonly code?: string | undefined;
  readonly nativeCode?: string | undefined;
  readonly severity?: string | undefined;
}

/** A firing alert in a text, or the name of an alert. */
export interface FiringAlert {
  readonly name: string;
  readonly labels: AlertLabels;
  /** Its summary, as Prometheus wrote it. */
  readonly summary?: string | undefined;
  /** The link to its run-book. */
  readonly runbook?: string | undefined;
  /** The errors that its description lists, the most frequent one first. */
  readonly listed: readonly AlertLabels[];
}

/** The labels with a value. */
export function present(labels: AlertLabels): AlertLabels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== undefined && value !== ''));
}

/** Whether two texts can be about the same firing alert: no label differs. */
export function isCompatible(a: AlertLabels, b: AlertLabels): boolean {
  const keys = Object.keys(a) as (keyof AlertLabels)[];
  return keys.every((key) => a[key] === undefined || b[key] === undefined || a[key] === b[key]);
}
