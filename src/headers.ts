/** Response headers of whatever client: the values of a header, by its lower-case name, in the order they came. */
export type HeaderValues = (name: string) => readonly string[];

/** Headers as an application has them: a `Headers`, a plain object, or pairs. */
export type HeadersInput =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | number | undefined>>
  | Iterable<readonly [string, string]>;

/** Reads headers in any of the forms that applications have them in. */
export function headerValues(headers: HeadersInput | undefined): HeaderValues {
  if (headers === undefined || headers === null || typeof headers !== 'object') return () => [];
  if ('get' in headers && typeof headers.get === 'function') {
    const get = headers.get.bind(headers) as (name: string) => string | null;
    return (name) => [get(name) ?? []].flat();
  }
  const pairs =
    Symbol.iterator in headers ? [...(headers as Iterable<readonly [string, string]>)] : Object.entries(headers);
  return (name) =>
    pairs.flatMap(([key, value]) => (key?.toLowerCase() === name && value != null ? [value].flat().map(String) : []));
}
