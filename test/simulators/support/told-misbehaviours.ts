/** A misbehaviour of a simulator: the fields that its README describes, and those that the simulator takes. */
export interface ToldMisbehaviour {
  kind: string;
  described: (string | undefined)[];
  wanted: string[];
}

/** The misbehaviours that a simulator knows, as its refusals list them, each with its row in the README. */
export function toldMisbehaviours(readme: string, read: (value: object) => unknown): ToldMisbehaviour[] {
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const [, known = ''] = /known are (.*)/.exec(refusalOf(read, { kind: '?' })) ?? [];
  return known.split(', ').map((kind) => {
    const [, fields = ''] = / takes (.*)/.exec(refusalOf(read, { kind, '?': 1 })) ?? [];
    const [row = []] = rows.filter(([, first]) => first === `\`${kind}\``);
    const described = [...(row[2] ?? '').matchAll(/`(\w+)`(?! *\))/g)].map(([, name]) => name);
    const wanted = fields.split(', ').filter((name) => name !== 'times' && name !== 'no field');
    return { kind, described: described.sort(), wanted: wanted.sort() };
  });
}

/** The words by which a simulator refuses a command; none where it takes it. */
function refusalOf(read: (value: object) => unknown, value: object): string {
  try {
    read(value);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
