/**
 * Secrets by the place of their insertion. They are plain words that no redaction recognizes, so a secret that is
 * not exported was not read.
 */
export class Canaries {
  readonly #words = new Map<string, string>();

  /** The word that is planted at a place. */
  at(place: string): string {
    const known = this.#words.get(place);
    if (known !== undefined) return known;
    // Letters alone, a new word for each place.
    const number = [...String(this.#words.size)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const word = `canary${number}bird`;
    this.#words.set(place, word);
    return word;
  }

  /** Each place with its word. */
  get all(): (readonly [place: string, word: string])[] {
    return [...this.#words];
  }

  /** A value with an additional canary in every object and list in it. */
  plantedIn(value: unknown, place: string): unknown {
    if (Array.isArray(value)) {
      return [...value.map((item, index) => this.plantedIn(item, `${place}[${index}]`)), this.at(`${place}[]`)];
    }
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [key, this.plantedIn(member, `${place}.${key}`)]);
    const planted = { text: this.at(`${place}.detail`), list: [{ deep: this.at(`${place}.details[0].deep`) }] };
    return {
      ...Object.fromEntries(members),
      x_secret: planted.text,
      details: planted.list,
      [this.at(`${place} (key)`)]: 1,
    };
  }
}
