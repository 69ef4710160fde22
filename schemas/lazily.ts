/**
 * A value that is made when it is first asked for, and kept. Schemas are made so: a cold start
 * waits for none, and a batch makes those of the messages that are in it. What nobody asks for is
 * left out of a bundle, as the mark says.
 */
// @__NO_SIDE_EFFECTS__
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
