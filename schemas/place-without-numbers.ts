/**
 * A place in a message without the numbers of its items, the same for each notation of it:
 * `/payload/declaration/items/7/commodityCode` and `declaration.items[7].commodityCode` are
 * `declaration.items.commodityCode`.
 */
export function placeWithoutNumbers(pointer: string): string {
  const names = pointer.split(/[/.[\]]+/).filter((name) => name !== '' && !/^\d+$/.test(name));
  return (names[0] === 'payload' ? names.slice(1) : names).join('.');
}
