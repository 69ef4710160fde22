/** The most references that are looked up at once. */
export const MOST_REFERENCES = 1000;

/** References as a person pastes them: one, or many with lines, commas, semicolons or tabs between them; each once. */
export function pastedReferences(text: string): { references: string[]; isTooMany: boolean } {
  const all = [
    ...new Set(
      text
        .split(/[\n\r\t,;]+/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  return { references: all.slice(0, MOST_REFERENCES), isTooMany: all.length > MOST_REFERENCES };
}
