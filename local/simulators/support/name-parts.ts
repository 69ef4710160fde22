/**
 * The parts of a distinguished name as RFC 4514 writes it, in the order in which they are written. What stands behind a
 * backslash is taken as it is.
 */
export function nameParts(name: string): { type: string; value: string }[] {
  const parts = name.match(/(?:\\.|[^,\\])+/g) ?? [];
  return parts.map((part) => {
    const [, type = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    return { type: type.toUpperCase(), value: value.replace(/\\(.)/g, '$1') };
  });
}
