/** Response headers of whatever client: the values of a header, by its lower-case name, in the order they came. */
export type HeaderValues = (name: string) => readonly string[];

/** Headers as an application has them: a `Headers`, a plain object, or pairs. */
export type HeadersInput =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | number | undefined>>
  | Iterable<readonly [string, string]>;

/** Reads headers in any of the forms that applications have them in. */
export function headerValues(headers: HeadersInput | undefined): HeaderValues {
  if (typeof headers !== 'object' || headers === null) return () => [];
  const iterable = Symbol.iterator in headers;
  if (!iterable && 'get' in headers && typeof headers.get === 'function') {
    const { get } = headers as { get(name: string): string | null };
    return (name) => [get.call(headers, name) ?? []].flat();
  }
  const pairs = iterable ? [...(headers as Iterable<readonly [string, string]>)] : Object.entries(headers);
  return (name) =>
    pairs.flatMap((pair) => (isNamed(pair, name) && pair[1] != null ? [pair[1]].flat().map(String) : []));
}

function isNamed(pair: readonly unknown[], name: string): boolean {
  return Array.isArray(pair) && typeof pair[0] === 'string' && pair[0].toLowerCase() === name;
}
