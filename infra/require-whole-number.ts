/**
 * Checks a number that AWS would refuse only while it deploys.
 * @throws {RangeError} naming the property, its range and the value
 */
export function requireWholeNumber(property: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${property} is a whole number from ${least} to ${most}, not ${value}`);
  return value;
}
