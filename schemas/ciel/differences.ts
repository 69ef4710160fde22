import { pointerOf, valueAt, valueIn } from '../fault.ts';
import { isObject } from '../json.ts';
import type { Difference } from '../view.ts';
import { contentOf } from './content-of.ts';

/** The fields that CIEL sets by itself: they say nothing about the declaration (contract v2.24 §4). */
const ITS_OWN = new Set(['raison-sociale', 'declaration-neant']);

/** The keys that say nothing to a person, beside those below them. */
const UNTOLD = new Set(['declaration-recapitulative', 'produit', 'balance-stocks', 'replacements', 'centilisation']);

/** The fields by which an entry of a list is found again; those of another list by their places. */
const keys: Readonly<Record<string, readonly string[]>> = {
  produit: ['libelle-personnalise'],
  'replacement-suspension': ['annee', 'mois'],
  'compte-crd': ['categorie-fiscale-capsules', 'type-capsule'],
  centilisation: ['volume', 'volumePersonnalise', 'bib'],
  'releve-non-apurement': ['numero-daa-dac-dae'],
};

type Path = readonly (string | number)[];

/** A place in both declarations. */
interface Place {
  sent: Path;
  returned: Path;
  words: readonly string[];
  /** The declaration that was sent says that there is nothing to declare. */
  isNeant: boolean;
}

/**
 * The differences between a declaration as it was sent and as CIEL gave it back, field by field, by their content:
 * decimals by value, products by their names, not by their places. Inferred: what is left out is 0, false or empty.
 */
export function differencesOfDrm(sent: unknown, returned: unknown): Difference[] {
  const neant = valueAt(sent, '/declaration-recapitulative/declaration-neant');
  return [...between(sent, returned, { sent: [], returned: [], words: [], isNeant: contentOf('', neant) === 'true' })];
}

function* between(sent: unknown, returned: unknown, place: Place): Generator<Difference> {
  const name = String(place.sent.at(-1) ?? '');
  if (ITS_OWN.has(name)) return;
  if (Array.isArray(sent) || Array.isArray(returned)) return yield* betweenLists(listOf(sent), listOf(returned), place);
  if (isObject(sent) || isObject(returned)) {
    const [one, other] = [isObject(sent) ? sent : {}, isObject(returned) ? returned : {}];
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const words = UNTOLD.has(key) ? place.words : [...place.words, key];
      const below = { ...place, sent: [...place.sent, key], returned: [...place.returned, key], words };
      yield* between(valueIn(one, [key]), valueIn(other, [key]), below);
    }
    return;
  }
  // After a declaration of nothing it is that of the month before.
  const isKept = place.isNeant && name === 'stockEpuise' && sent === undefined;
  if (!isKept && contentOf(name, sent) !== contentOf(name, returned)) yield differenceAt(sent, returned, place);
}

function* betweenLists(sent: readonly unknown[], returned: readonly unknown[], place: Place): Generator<Difference> {
  const name = String(place.sent.at(-1) ?? '');
  const [one, other] = [byKey(name, sent), byKey(name, returned)];
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const [mine, theirs] = [one.get(key), other.get(key)];
    const entry: Place = {
      sent: [...place.sent, mine ?? -1],
      returned: [...place.returned, theirs ?? -1],
      words: [...place.words, key],
      isNeant: place.isNeant,
    };
    const [sentOne, returnedOne] = [sent[mine ?? -1], returned[theirs ?? -1]];
    if (mine !== undefined && theirs !== undefined) yield* between(sentOne, returnedOne, entry);
    else if (!isStill(sentOne ?? returnedOne, place.isNeant)) yield differenceAt(sentOne, returnedOne, entry);
  }
}

/** The places of a list's entries, by what they are found again by. */
function byKey(name: string, list: readonly unknown[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [index, entry] of list.entries()) {
    const parts = keys[name]?.map((field) => contentOf(field, valueIn(entry, [field]))) ?? [String(index + 1)];
    const key = parts.filter(Boolean).join(' ');
    // A second one of the same name is told apart by its place.
    places.set(places.has(key) ? `${key} (${index + 1})` : key, index);
  }
  return places;
}

/**
 * True for a product, or an account of capsules, in which nothing moves and nothing is: CIEL always gives back all that
 * there are (contract v2.24 §4). After a declaration of nothing it may have a stock, that of the month before.
 */
function isStill(entry: unknown, isNeant: boolean): boolean {
  if (!isObject(entry)) return false;
  const { centilisation, 'balance-stocks': balance = entry } = entry;
  if (Array.isArray(centilisation)) return centilisation.every((one) => isStill(one, isNeant));
  if (!isObject(balance)) return false;
  const [begin, end] = ['stock-debut-periode', 'stock-fin-periode'].map((stock) => valueIn(balance, [stock]));
  if (begin === undefined || end === undefined || contentOf('', begin) !== contentOf('', end)) return false;
  const moved = Object.entries(balance).some(([key, one]) => /^(entrees|sorties)-/.test(key) && !isNothing(one));
  return !moved && (isNeant || contentOf('', end) === '');
}

const isNothing = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).every(isNothing) : contentOf('', value) === '';

function differenceAt(sent: unknown, returned: unknown, place: Place): Difference {
  const pointer = pointerOf(sent === undefined ? place.returned : place.sent);
  return { pointer, path: place.words.join(' › '), sent: sent ?? null, returned: returned ?? null };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
