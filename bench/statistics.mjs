// @ts-check

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The standard error of a median of one value, as a share of the distance between the quartiles of a normal distribution. */
const ERROR_OF_ONE = Math.sqrt(Math.PI / 2) / 1.349;

/**
 * The median of the values, and its standard error.
 *
 * @param {readonly number[]} values
 */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @param {number} share */
  const quantile = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const [low, high] = [quantile(0.25), quantile(0.75)];
  return { median: median(values), error: (ERROR_OF_ONE * (high - low)) / Math.sqrt(values.length) };
}

/** @param {ReturnType<typeof summary>} summary @param {number} digits */
export function show({ median, error }, digits) {
  return `${median.toFixed(digits)} ± ${error.toFixed(digits)}`;
}

/** @param {readonly (readonly string[])[]} rows The first is the header. */
export function markdownTable(rows) {
  const [header = [], ...rest] = rows;
  return [header, header.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
