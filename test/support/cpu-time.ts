/** The milliseconds of CPU time that a function takes. Other work on the machine does not change them. */
export function cpuMillis(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
