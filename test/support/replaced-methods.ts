/** The methods that an object has instead of the methods of its class. */
export function replacedMethods(object: object): string[] {
  const ofClass = Object.getPrototypeOf(object);
  return Object.entries(object)
    .filter(([key, value]) => typeof value === 'function' && value !== ofClass[key])
    .map(([key]) => key)
    .sort();
}
