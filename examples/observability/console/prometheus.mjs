// @ts-check

/** @typedef {Readonly<Record<string, string>>} Labels */

/** @param {string} url */
async function getResult(url) {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${text}`);
  return JSON.parse(text).data.result;
}

/**
 * The series that have a number now.
 *
 * @param {string} prometheusUrl
 * @param {string} query
 * @returns {Promise<{ labels: Labels, value: number }[]>}
 */
export async function ask(prometheusUrl, query) {
  const result = await getResult(`${prometheusUrl}/api/v1/query?query=${encodeURIComponent(query)}`);
  return result
    .map((/** @type {any} */ { metric, value }) => ({ labels: metric, value: Number(value[1]) }))
    .filter((/** @type {{ value: number }} */ { value }) => Number.isFinite(value));
}

/**
 * The same over the last seconds.
 *
 * @param {string} prometheusUrl
 * @param {string} query
 * @param {number} seconds
 * @returns {Promise<{ metric: Labels, values: [time: number, value: string][] }[]>}
 */
export function askRange(prometheusUrl, query, seconds) {
  const end = Math.floor(Date.now() / 1000);
  const range = `start=${end - seconds}&end=${end}&step=${Math.ceil(seconds / 60)}`;
  return getResult(`${prometheusUrl}/api/v1/query_range?query=${encodeURIComponent(query)}&${range}`);
}
