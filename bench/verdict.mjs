// @ts-check
// Whether figures reach their targets, and the end of a benchmark that asks for that.
import { writeFileSync } from 'node:fs';

/** The targets that were missed. @type {string[]} */
const missed = [];

/**
 * A figure misses its target where noise does not explain the distance: by more than two standard errors. What is written
 * by hand shows whether anybody could reach it.
 *
 * @param {string} name
 * @param {string} target
 * @param {number} margin How far the figure is on the right side of the target.
 * @param {number} error Its standard error.
 * @param {number} [marginByHand] How far what is written by hand is on the right side of it.
 */
export function verdict(name, target, margin, error, marginByHand = 0) {
  if (margin >= 0) return `${target}: reached`;
  if (margin + 2 * error >= 0) return `${target}: not told from reached`;
  if (marginByHand < 0) return `${target}: out of reach, also by hand`;
  missed.push(`${name}: ${target}`);
  return `${target}: **missed**`;
}

/** Prints a page, writes it to a file of this folder, and fails where a target was missed. @param {string} file @param {string} page */
export function publishPage(file, page) {
  console.log(page);
  writeFileSync(new URL(file, import.meta.url), page);
  if (missed.length === 0) return;
  console.error(`Missed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
