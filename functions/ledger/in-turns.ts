/**
 * Goes round several lists: one of each in turn, in the order within each, until all are at their end. A long list
 * delays a short one by one entry a round, however long it is. Each is read only as far as it is asked for.
 * @param first the place of the list that begins, of any size: whoever takes few lets another one begin each time
 */
export async function* inTurns<T>(lists: readonly AsyncIterable<T>[], first = 0): AsyncGenerator<T> {
  const readers = lists.map((list) => list[Symbol.asyncIterator]());
  const begin = readers.length > 0 ? first % readers.length : 0;
  let open = [...readers.slice(begin), ...readers.slice(0, begin)];
  try {
    while (open.length > 0) {
      const left: typeof open = [];
      for (const reader of open) {
        const next = await reader.next();
        if (next.done) continue;
        left.push(reader);
        yield next.value;
      }
      open = left;
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.return?.()));
  }
}
