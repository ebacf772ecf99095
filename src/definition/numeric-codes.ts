/** The class of a four-digit code, as Linq and Chert document it: `1007` belongs to `1xxx`. */
export function thousandsClass(code: string | undefined): string | undefined {
  return code !== undefined && /^\d{4}$/.test(code) ? `${code[0]}xxx` : undefined;
}
