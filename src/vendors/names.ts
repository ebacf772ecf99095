/** The name of the factory that makes a built-in vendor: `messages.dev` is made by `messagesDev()`. */
export function factoryName(vendorName: string): string {
  return vendorName.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
