/** True if one of these values is among the wanted ones, or none is asked for. */
export function isWanted<T>(wanted: readonly T[] | undefined, of: readonly (T | null)[]): boolean {
  return !wanted?.length || wanted.some((one) => of.includes(one));
}
