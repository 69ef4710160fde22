/**
 * A text in small letters without accents, of the same length as the composed text (NFC) that it is made from, so that a
 * place in one is the same place in the other.
 */
export function folded(composed: string): string {
  return composed.replace(/\p{L}/gu, (one) => {
    const plain = one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return plain.length === one.length ? plain : one;
  });
}
