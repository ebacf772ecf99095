/** Functions that read a vendor's JSON without trusting it. They accept any value and return a fallback. */

/** The value under a path of own keys; `undefined` if the path ends early or cannot be read. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  try {
    let current = value;
    for (const key of keys) {
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
      current = (current as Record<string, unknown>)[key];
    }
    return current;
  } catch {
    // A getter, or a Proxy.
    return undefined;
  }
}

/** A text that is not blank, else `undefined`. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A code as a string, for `1007` and `"1007"`. */
export function codeText(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value)?.trim();
}

/** A number, for `30` and `"30"`. */
export function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

/** A boolean, else `undefined`; `"false"` and `0` are not booleans. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A list, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
