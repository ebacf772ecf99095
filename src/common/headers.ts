/** Response headers of any client: returns the values of a header in their order, by its lower-case name. */
export type HeaderValues = (name: string) => readonly string[];

/** Headers in the form of the application: a `Headers`, a plain object, or pairs. */
export type HeadersInput =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | number | undefined>>
  | Iterable<readonly [string, string]>;

/** Reads headers in any form. Never throws: unreadable headers are ignored. */
export function headerValues(headers: HeadersInput | undefined): HeaderValues {
  try {
    const read = readerOf(headers);
    return (name) => {
      try {
        return read(name);
      } catch {
        return [];
      }
    };
  } catch {
    return () => [];
  }
}

function readerOf(headers: HeadersInput | undefined): HeaderValues {
  if (typeof headers !== 'object' || headers === null) return () => [];
  const iterable = Symbol.iterator in headers;
  if (!iterable && 'get' in headers && typeof headers.get === 'function') {
    const { get } = headers as { get(name: string): string | null };
    return (name) => texts(get.call(headers, name));
  }
  const pairs = iterable ? [...(headers as Iterable<readonly [string, string]>)] : Object.entries(headers);
  return (name) => pairs.filter((pair) => isNamed(pair, name)).flatMap((pair) => texts(pair[1]));
}

function texts(value: unknown): string[] {
  return value == null ? [] : [value].flat().map(String);
}

function isNamed(pair: readonly unknown[], name: string): boolean {
  const key = Array.isArray(pair) ? pair[0] : undefined;
  return typeof key === 'string' && key.length === name.length && key.toLowerCase() === name;
}
