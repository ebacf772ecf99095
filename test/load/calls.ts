/** One call of a run: the same ones for the same seed. */
export interface PlannedCall {
  readonly index: number;
  readonly client: number;
  readonly fault: string;
}

/** Makes calls, so many of them at a time. */
export async function inParallel<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
