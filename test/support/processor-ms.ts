/**
 * The processor's milliseconds that some work takes, for a test that a text is read in a time that grows with its
 * length: other processes on the machine do not count, as they would by the clock.
 */
export function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
