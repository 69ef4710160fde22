/** Merges lists of entries that are newest first, each begun at once. */
export async function* mergedEntries<T extends { at: string }>(
  lists: readonly AsyncIterator<T>[],
): AsyncGenerator<T, void> {
  const heads = await Promise.all(lists.map(async (list) => ({ list, head: await list.next() })));
  for (;;) {
    const open = heads.filter(({ head }) => !head.done);
    const [first, ...others] = open;
    if (!first) return;
    const newest = others.reduce((best, one) => (atOf(one) > atOf(best) ? one : best), first);
    yield newest.head.value;
    newest.head = await newest.list.next();
  }
}

function atOf({ head }: { head: IteratorResult<{ at: string }> }): string {
  return head.value.at;
}
