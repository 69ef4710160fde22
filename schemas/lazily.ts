/**
 * A value that is made when it is first asked for, and then kept. Schemas use it: no cold start waits for them, and a
 * batch makes only those of its own messages. The mark lets the bundler leave out values that nothing asks for.
 */
// @__NO_SIDE_EFFECTS__
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
