/**
 * The fields of a form post, whatever form it is in: the object of a framework, `URLSearchParams`, `FormData` or text.
 * Anything else is returned as it is.
 */
export function readForm(payload: unknown): unknown {
  const form = typeof payload === 'string' ? new URLSearchParams(payload) : payload;
  return isIterableForm(form) ? Object.fromEntries(form) : form;
}

/** Compares the name of the class: `instanceof` fails for a form of another realm (jsdom, `node:vm`) or of a polyfill. */
function isIterableForm(value: unknown): value is Iterable<readonly [string, unknown]> {
  const type = Object.prototype.toString.call(value);
  return type === '[object URLSearchParams]' || type === '[object FormData]';
}
