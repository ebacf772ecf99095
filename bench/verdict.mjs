// @ts-check
// Whether figures reach their targets.

/** The targets that were missed. @type {string[]} */
export const missed = [];

/**
 * A figure misses its target where noise does not explain the distance: by more than two standard errors.
 *
 * @param {string} name
 * @param {string} target
 * @param {number} margin How far the figure is on the right side of the target.
 * @param {number} error Its standard error.
 */
export function verdict(name, target, margin, error) {
  if (margin >= 0) return `${target}: reached`;
  if (margin + 2 * error >= 0) return `${target}: not told from reached`;
  missed.push(`${name}: ${target}`);
  return `${target}: **missed**`;
}
