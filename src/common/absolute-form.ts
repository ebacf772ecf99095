/**
 * The origin in the target of a request, which is a whole URL if the request goes to a forward proxy. `undefined` if the
 * target is a path.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
export function originInTarget(target: string): string | undefined {
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).origin : undefined;
}
