import { isObject } from '../../../../schemas/json.ts';

/**
 * The names of a customs whose dictionary differs from ours: how this simulator is spoken to, and speaks, where it runs
 * with the rename map that `declarant dictionary` writes. Read here by its own code, place by place, so that a fault of
 * the gateway's reading shows.
 */
export interface OfficialNames {
  /** A message of the operator, by the names that this simulator thinks in. */
  understood(message: string | undefined, body: unknown): unknown;
  /** A message of customs, as it goes out. */
  spoken(message: string, body: unknown): unknown;
}

/** The simulator speaks the names of our schemas. */
export const ourNames: OfficialNames = { understood: (_, body) => body, spoken: (_, body) => body };

/** The messages of the operator, into which the pointers of errors lead. */
const POINTED_INTO = 'Creation_H7';

/** @param map the content of the rename map: `{"fields":{"declaration.items":{"name":"articles"}}}` */
export function officialNames(map: unknown): OfficialNames {
  const fields = isObject(map) && isObject(map['fields']) ? map['fields'] : {};
  const nameOf = (message: string, place: string) => {
    const field = fields[`${message}:${place}`] ?? fields[place];
    const name = isObject(field) ? field['name'] : undefined;
    return typeof name === 'string' ? name : place.slice(place.lastIndexOf('.') + 1);
  };
  /** All our places of the map, each with the objects around it. */
  const places = Object.keys(fields).map((key) => key.slice(key.indexOf(':') + 1));
  const ourNameOf = (message: string, within: string, official: string) => {
    const known = places.filter((place) => place.startsWith(within) && !place.slice(within.length).includes('.'));
    return known.find((place) => nameOf(message, place) === official)?.slice(within.length) ?? official;
  };

  function understood(message: string, value: unknown, within: string): unknown {
    if (Array.isArray(value)) return value.map((one) => understood(message, one, within));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([official, one]) => {
      const ours = ourNameOf(message, within, official);
      return [ours, understood(message, one, `${within}${ours}.`)];
    });
    return Object.fromEntries(entries);
  }

  function spoken(message: string, value: unknown, within: string): unknown {
    if (Array.isArray(value)) return value.map((one) => spoken(message, one, within));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([ours, one]) => {
      const isPointer = within === 'error.' && ours === 'errorPointer' && typeof one === 'string';
      return [
        nameOf(message, `${within}${ours}`),
        isPointer ? pointed(one) : spoken(message, one, `${within}${ours}.`),
      ];
    });
    return Object.fromEntries(entries);
  }

  /** `declaration.items[7].commodityCode` by the official names. */
  function pointed(pointer: string): string {
    let place = '';
    return pointer.replace(/[^.[\]]+/g, (part) => {
      if (/^\d+$/.test(part)) return part;
      place = place === '' ? part : `${place}.${part}`;
      return nameOf(POINTED_INTO, place);
    });
  }

  return {
    understood: (message, body) => (message === undefined ? body : understood(message, body, '')),
    spoken: (message, body) => spoken(message, body, ''),
  };
}
