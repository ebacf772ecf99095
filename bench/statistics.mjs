// @ts-check

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * The middle of the values, and between what the middle half of them lies.
 *
 * @param {readonly number[]} values
 */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @param {number} share */
  const quantile = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: median(values), low: quantile(0.25), high: quantile(0.75) };
}

/** @param {{ median: number, low: number, high: number }} summary @param {number} digits */
export function show({ median, low, high }, digits) {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

/** @param {readonly (readonly string[])[]} rows The first is the header. */
export function markdownTable(rows) {
  const [header = [], ...rest] = rows;
  return [header, header.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
