import { valueAt } from '../../../fault.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** Words that name no goods, in English and French, without accents: a description of them alone says nothing. */
const EMPTY_WORDS = new Set(
  (
    'accessories accessory article articles assorted cargo consignment consolidated content contents etc freight general gift gifts ' +
    'good goods item items merchandise misc miscellaneous na new no nr number none object objects order orders other others package packages packet ' +
    'parcel parcels part parts personal piece pieces pcs present presents product products sample samples shipment sku stuff test ' +
    'thing things unknown various and of for the a an ' +
    'accessoire accessoires autre autres cadeau cadeaux chose choses colis commande contenu divers diverses echantillon echantillons ' +
    'effets envoi envois fret inconnu inconnue marchandise marchandises n numero neant neuf neuve objets objet paquet paquets personnels ' +
    'produit produits rien et de des du d l la le les pour un une'
  ).split(' '),
);

export const descriptionRule: LawRule = {
  id: 'description',
  title: 'the description names the goods: neither blank nor a word such as "goods", "gift", "parcel"',
  certainty: 'inferred',
  source: 'EU data element 18 05: plain language, precise enough to identify and classify the goods',
  remedy: 'say what the goods are and are made of, such as "cotton T-shirt"',
  check: ({ items }) =>
    items.flatMap(({ value, pointer }): LawFinding[] => {
      const text = valueAt(value, '/goodsDescription');
      if (typeof text !== 'string' || text === '') return [];
      const found = emptinessOf(text);
      return found === undefined
        ? []
        : [{ pointer: `${pointer}/goodsDescription`, rule: 'a description that names the goods', found }];
    }),
};

/** The reason why a description says nothing; undefined where it says something. */
function emptinessOf(text: string): string | undefined {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // Codes, numbers and signs name no goods either.
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  if (words.length === 0) return text.trim() === '' ? 'blanks' : 'no word';
  return words.every((word) => EMPTY_WORDS.has(word)) ? 'words that stand for any goods' : undefined;
}
