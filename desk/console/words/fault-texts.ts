import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { Fault } from '../../../schemas/fault.ts';
import { deskText } from '../french/desk-text.ts';
import type { Language } from '../language.ts';
import { saidOf } from '../said.ts';
import { typeset } from '../typeset.ts';

/** The French of the rules, kinds of values and remedies of any message, by the English. */
const inFrench: readonly (readonly [RegExp, string])[] = [
  [/^must not be empty$/, 'ne doit pas être vide'],
  [/^at most (\d+) characters$/, '$1 caractères au plus'],
  [/^(\d+) characters$/, '$1 caractères exactement'],
  [/^letters alone$/, 'des lettres seulement'],
  [/^digits alone$/, 'des chiffres seulement'],
  [/^at most (\d+) decimals$/, '$1 décimales au plus'],
  [/^at most (\d+) digits$/, '$1 chiffres au plus'],
  [/^at most (\d+)( \w+)?$/, '$1 au plus'],
  [/^at least (\d+)( \w+)*$/, '$1 au moins'],
  [/^0 or more$/, '0 ou plus'],
  [/^whole number$/, 'un nombre entier'],
  [/^a whole number, of digits alone$/, 'un nombre entier, en chiffres seulement'],
  [/^a decimal number without an exponent$/, 'un nombre décimal sans exposant'],
  [/^unknown property$/, 'champ inconnu'],
  [/^an? (?:whole )?number$/, 'un nombre'],
  [/^an? string$/, 'un texte'],
  [/^an? boolean$/, 'oui ou non'],
  [/^Must be one of (.*)$/, 'doit être une des valeurs : $1'],
  [/^an object$/, 'un groupe de champs'],
  [/^a list$/, 'une liste'],
  [/^one of (.*)$/, 'une des valeurs : $1'],
  [/^a value of another kind$/, 'une valeur d’une autre nature'],
  [/^country code of two capital letters$/, 'code pays de deux lettres majuscules'],
  [/^country code of two letters$/, 'code pays de deux lettres'],
  [/^exactly (\d+) characters$/, '$1 caractères exactement'],
  [/^currency code of three capital letters$/, 'code devise de trois lettres majuscules'],
  [/^nothing$/, 'rien'],
  [/^empty string$/, 'un texte vide'],
  [/^string of (\d+) characters$/, 'un texte de $1 caractères'],
  [/^number$/, 'un nombre'],
  [/^boolean$/, 'oui ou non'],
  [/^list of (\d+)$/, 'une liste de $1'],
  [/^add this field$/, 'remplissez ce champ'],
  [/^shorten it$/, 'raccourcissez'],
  [/^fill it in$/, 'remplissez ce champ'],
  [/^give a smaller value$/, 'donnez une valeur plus petite'],
  [/^give a larger value$/, 'donnez une valeur plus grande'],
  [/^correct this value$/, 'corrigez cette valeur'],
  [/^remove it, or correct its spelling$/, 'enlevez-le, ou corrigez son nom'],
  [/^give one of (.*)$/, 'donnez une des valeurs : $1'],
  [/^give an? (?:whole )?number$/, 'donnez un nombre'],
  [/^give an? string$/, 'donnez un texte'],
  [/^give an object$/, 'remplissez ces champs'],
];

/** A fault on one line: the rule, what was found, the remedy. */
export function faultText({ rule, found, remedy }: Fault, authority: AuthorityName, language: Language): string {
  const [said, seen, todo] = [rule, found, remedy].map((text) => textInLanguage(text, authority, language));
  return language === 'fr' ? typeset(`${said} ; trouvé : ${seen} ; ${todo}`) : `${said}; found: ${seen}; ${todo}`;
}

/** Days and names in quotation marks, which differ from text to text. */
const VALUES = /\d{4}-\d{2}-\d{2}|"[^"]*"/g;

/** A text of a check in a language; in English where there is no other. */
export function textInLanguage(text: string, authority: AuthorityName, language: Language): string {
  const said = saidOf(authority, language);
  const own = said(text);
  if (language === 'en' || own !== text) return own;
  // A fault of ours that was kept is one line of its parts.
  const parts = /^(.*?); found (.*?); (.*)$/.exec(text);
  if (parts) {
    const [said, seen, todo] = parts.slice(1).map((part) => textInLanguage(part, authority, language));
    return typeset(`${said} ; trouvé : ${seen} ; ${todo}`);
  }
  // A day or a name within a text stands for any other.
  const values = text.match(VALUES) ?? [];
  const general = text.replace(VALUES, '{}');
  if (said(general) !== general)
    return values.reduce((words, value) => words.replace('{}', () => value), said(general));
  const [, reason = '', rest = ''] = /^(.+?): (.+)$/.exec(text) ?? [];
  if (said(reason) !== reason) return typeset(`${said(reason)} : ${rest}`);
  const known = inFrench.find(([english]) => english.test(text));
  return known ? text.replace(known[0], known[1]) : deskText(text, language);
}
