// @ts-check

/**
 * What a link looks for. A value of `null` means that the attribute is absent.
 *
 * @typedef {object} TraceQuery
 * @property {string} [service]
 * @property {[name: string, value: string | null][]} wanted
 */

/** Jaeger's address of a search: `/search?service=…&tags={"name":"value"}`. @param {URLSearchParams} parameters @returns {TraceQuery} */
export function fromJaeger(parameters) {
  const service = parameters.get('service');
  /** @type {Record<string, string>} */
  const tags = JSON.parse(parameters.get('tags') ?? '{}');
  return { ...(service && { service }), wanted: Object.entries(tags) };
}

/** The address of Grafana's Explore, with a query for Tempo or for Jaeger. @param {URLSearchParams} parameters @returns {TraceQuery} */
export function fromExplore(parameters) {
  const panes = JSON.parse(parameters.get('panes') ?? '{}');
  const [{ query = '', service, tags = '' } = {}] = panes.traces?.queries ?? [];
  return { ...(service && { service }), wanted: [...ofTraceQl(query), ...ofTags(tags)] };
}

/** @param {string} query @returns {TraceQuery['wanted']} */
function ofTraceQl(query) {
  const conditions = query.matchAll(/span\.([\w.]+) = (?:"([^"]*)"|nil)/g);
  return [...conditions].map(([, name = '', value]) => [name, value ?? null]);
}

/** @param {string} tags @returns {TraceQuery['wanted']} */
function ofTags(tags) {
  return [...tags.matchAll(/([\w.]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]);
}
