import { lazily } from '../../lazily.ts';
import { deltaH7 } from '../index.ts';
import { clashesIn } from './clashes.ts';
import { dictionary } from './dictionary.ts';
import { placesOfMessage } from './places.ts';

/** The file that a lane names as its `dictionary`: the map, of places that there are, without clashing names. */
export const dictionaryFile = lazily(() =>
  dictionary().superRefine((value, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['fields', key], message });
    const { messages } = deltaH7;
    const known = new Map(messages.map((one) => [one.message, placesOfMessage(one).map(({ place }) => place)]));
    for (const key of Object.keys(value.fields)) {
      const [first = '', place] = key.split(':');
      const all = place === undefined ? [...known.values()].flat() : (known.get(first) ?? []);
      if (!all.includes(place ?? first)) refuse(key, 'a place of our schemas, as declarant dictionary writes it');
    }
    for (const { official, places, message } of clashesIn(value, messages)) {
      const [one, other] = places;
      const key = [other, one].flatMap((place) => [`${message}:${place}`, place]).find((name) => name in value.fields);
      refuse(key ?? other, `a name of its own in ${message}: ${one} and ${other} would both be ${official}`);
    }
  }),
);
