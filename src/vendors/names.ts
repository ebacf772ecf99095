/** The name of the factory of a built-in vendor: `messagesDev()` creates `messages.dev`. */
export function factoryName(vendorName: string): string {
  return vendorName.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
