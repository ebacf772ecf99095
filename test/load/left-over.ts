/** What a process has that could be left over. */
export function resources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => /^(?:TCP|Timeout|Immediate|Pipe|GetAddrInfo)/.test(kind))
    .sort();
}

/** What a list has more of than another. */
export function moreThan(before: readonly string[], after: readonly string[]): string[] {
  const rest = [...before];
  return after.filter((each) => {
    const index = rest.indexOf(each);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}
