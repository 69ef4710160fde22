/** French with its spaces before signs kept together with what they follow: no line begins with a colon. */
export function typeset(french: string): string {
  return french.replace(/ (?=[:;?!](?:\s|$))/g, '\u00a0');
}
