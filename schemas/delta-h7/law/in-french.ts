import { flatCharges } from '../charges/flat-charges.ts';
import { additionalProcedures } from '../code-lists/procedures.ts';

/** The French of the rules' titles, by the English. */
const titles: Readonly<Record<string, string>> = {
  'product identifiers of merchant and manufacturer, mandatory for distance sales (F48, F49, F53)':
    'identifiants de produit du vendeur et du fabricant, obligatoires pour les ventes à distance (F48, F49, F53)',
  'a standardised identifier (C129) is a GTIN, EAN, UPC or ISBN with a right check digit':
    'un identifiant normalisé (C129) est un GTIN, EAN, UPC ou ISBN dont la clé de contrôle est juste',
  'a product identifier has 1 to 70 characters, and no blanks at its ends':
    'un identifiant de produit a 1 à 70 caractères, sans espace au début ni à la fin',
  'a distance sale names the removal credit on which its duty and tax are paid, IOSS (F48) included':
    "une vente à distance indique le crédit d'enlèvement sur lequel droits et taxes sont payés, IOSS (F48) compris",
  'a French EORI is FR and the SIREN (9 digits), no longer the SIRET (14 digits)':
    'un EORI français est FR et le SIREN (9 chiffres), et non plus le SIRET (14 chiffres)',
  "a declaration has one IOSS number (FR5), the vendor's: IM, the number of a member state, and seven digits":
    "une déclaration a un seul numéro IOSS (FR5), celui du vendeur : IM, le numéro d'un État membre et sept chiffres",
  'fiscal references by their role: FR5 with F48 and with nothing else, VAT numbers as FR1, FR2, FR3 and FR7':
    "références fiscales selon leur rôle : FR5 avec F48 et avec rien d'autre, numéros de TVA pour FR1, FR2, FR3 et FR7",
  'the intrinsic value of the whole declaration is 150 EUR at most':
    'la valeur intrinsèque de toute la déclaration est de 150 EUR au plus',
  'a currency has its code in ISO 4217': 'une devise a son code dans ISO 4217',
  'each item has a number of its own': 'chaque article a son propre numéro',
  'the description names the goods: neither blank nor a word such as "goods", "gift", "parcel"':
    'la désignation dit ce que sont les marchandises : ni vide, ni un mot comme « marchandise », « cadeau », « colis »',
  'goods have a value, also those that nobody pays for':
    'les marchandises ont une valeur, même celles que personne ne paie',
  'goods that bear excise (alcohol, tobacco) are excluded':
    'les marchandises soumises à accises (alcool, tabac) sont exclues',
  'the goods of an anticipated declaration are expected today or within 30 days':
    "les marchandises d'une déclaration anticipée sont attendues aujourd'hui ou dans les 30 jours",
  'no blanks around an LRN': "pas d'espace autour d'un LRN",
  'C07, the relief of consignments of negligible value, has ended where the flat duty is owed':
    'C07, la franchise des envois de valeur négligeable, a pris fin là où le droit forfaitaire est dû',
  'additional procedures that are known on that day, and may stand together':
    'régimes additionnels connus ce jour-là, et compatibles entre eux',
  'a gift between private persons (C08) is free of duty and tax up to 45 EUR in all':
    "un cadeau entre particuliers (C08) est exonéré de droits et taxes jusqu'à 45 EUR en tout",
  'Union goods (CO) come from the Union and owe VAT or octroi de mer, never customs duty: no relief from it is asked (C07), and private consignments to the DOM are free up to 400 EUR':
    "les marchandises de l'Union (CO) viennent de l'Union et doivent la TVA ou l'octroi de mer, jamais de droit de douane : la franchise C07 n'a pas lieu d'être, et les envois entre particuliers vers les DOM sont exonérés jusqu'à 400 EUR",
  "no codes of other procedures: C521 (transit), 00100 (special procedures); an order's number is the unique consignment reference":
    "pas de codes d'autres procédures : C521 (transit), 00100 (régimes particuliers) ; un numéro de commande est la référence unique d'envoi",
  'an anticipated declaration is validated under the law under which it was filed':
    'une déclaration anticipée est validée sous le même droit que celui de son dépôt',
};

/** The French of rules, findings and remedies, by the English; {} stands for a day. */
const findings: Readonly<Record<string, string>> = {
  'a distance sale identifies its product since {}': 'une vente à distance identifie son produit depuis le {}',
  'no identifier': 'aucun identifiant',
  'add supporting documents C127 (merchant) and C128 (manufacturer) to the item, and either C129 (GTIN, EAN, ISBN) or the additional reference Y081':
    "ajoutez à l'article les documents C127 (vendeur) et C128 (fabricant), et soit C129 (GTIN, EAN, ISBN), soit la référence complémentaire Y081",
  "the merchant's identifier of the product, a supporting document C127":
    "l'identifiant du produit chez le vendeur, un document C127",
  'add the number under which the merchant sells it': 'ajoutez le numéro sous lequel le vendeur le vend',
  "the manufacturer's identifier of the product, a supporting document C128":
    "l'identifiant du produit chez le fabricant, un document C128",
  "add the manufacturer's own number of it": 'ajoutez le numéro que lui donne le fabricant',
  'a standardised identifier C129, or the additional reference Y081 where there is none':
    "un identifiant normalisé C129, ou la référence complémentaire Y081 s'il n'y en a pas",
  neither: "ni l'un ni l'autre",
  'add the GTIN, EAN or ISBN as C129, or Y081': 'ajoutez le GTIN, EAN ou ISBN comme C129, ou Y081',
  'Y081 says that there is no standardised identifier, and is never beside C129':
    "Y081 dit qu'il n'y a pas d'identifiant normalisé, et n'accompagne jamais C129",
  both: 'les deux',
  'remove one of them': "enlevez l'un des deux",
  'a GTIN, EAN, UPC or ISBN': 'un GTIN, EAN, UPC ou ISBN',
  'a wrong check digit': 'une clé de contrôle fausse',
  'a text of another form': "un texte d'une autre forme",
  'read the number from the product again, or give Y081 where it has none':
    "relisez le numéro sur le produit, ou donnez Y081 s'il n'en a pas",
  'a product identifier of 1 to 70 characters without blanks at its ends':
    'un identifiant de produit de 1 à 70 caractères, sans espace au début ni à la fin',
  'shorten it to 70 characters, each time in the same way, and leave out blanks at its ends':
    'raccourcissez-le à 70 caractères, toujours de la même façon, sans espace au début ni à la fin',
  blanks: 'des espaces',
  'a distance sale owes the flat duty since {}, which is paid on the removal credit alone':
    "une vente à distance doit le droit forfaitaire depuis le {}, payé uniquement sur le crédit d'enlèvement",
  'give the number of the removal credit': "donnez le numéro du crédit d'enlèvement",
  'a French EORI is FR and the nine digits of the SIREN': 'un EORI français est FR et les neuf chiffres du SIREN',
  'that of a SIRET': "celui d'un SIRET",
  'another form': 'une autre forme',
  'give FR and the nine digits of the SIREN: the SIRET without its last five digits':
    'donnez FR et les neuf chiffres du SIREN : le SIRET sans ses cinq derniers chiffres',
  'IM, the three digits of a member state, and seven digits':
    "IM, les trois chiffres d'un État membre et sept chiffres",
  "an intermediary's number": "le numéro d'un intermédiaire",
  "give the vendor's number, which begins with IM": 'donnez le numéro du vendeur, qui commence par IM',
  'the number of no member state': "le numéro d'aucun État membre",
  "give the vendor's IOSS number as its member state gave it":
    "donnez le numéro IOSS du vendeur tel que son État membre l'a attribué",
  'one IOSS number for the whole declaration': 'un seul numéro IOSS pour toute la déclaration',
  'another one': 'un autre',
  'declare the goods of each vendor apart': 'déclarez à part les marchandises de chaque vendeur',
  'F48 (IOSS) needs the IOSS number of the vendor, as an additional fiscal reference FR5':
    'F48 (IOSS) demande le numéro IOSS du vendeur, en référence fiscale complémentaire FR5',
  'add it': 'ajoutez-le',
  'goods under F48 (IOSS) and others cannot stand in one declaration, and FR5 is for F48 only':
    'des marchandises sous F48 (IOSS) et d’autres ne vont pas dans une même déclaration, et FR5 est pour F48 seulement',
  'goods without F48': 'des marchandises sans F48',
  'declare them apart': 'déclarez-les à part',
  'a role of a fiscal reference: FR1, FR2, FR3, FR4, FR5 or FR7':
    "un rôle d'une référence fiscale : FR1, FR2, FR3, FR4, FR5 ou FR7",
  'another code': 'un autre code',
  'correct the role or the number': 'corrigez le rôle ou le numéro',
  'a French VAT number, as the reference of FR7': 'un numéro de TVA français, comme référence de FR7',
  'a VAT number, as the reference of FR1, FR2 or FR3': 'un numéro de TVA, comme référence de FR1, FR2 ou FR3',
  'give the VAT number with its country, without blanks': 'donnez le numéro de TVA avec son pays, sans espace',
  'the intrinsic value of the whole declaration must not exceed 150 EUR (§2.1.1)':
    'la valeur intrinsèque de toute la déclaration ne dépasse pas 150 EUR (§2.1.1)',
  'the intrinsic value of the whole declaration is 150 EUR at most, by the rates of {}':
    'la valeur intrinsèque de toute la déclaration est de 150 EUR au plus, aux taux du {}',
  'total above 150 EUR': 'un total au-dessus de 150 EUR',
  'declare these goods with a full declaration (H1)': 'déposez une déclaration complète (H1)',
  'the code of a currency in ISO 4217': "le code d'une devise dans ISO 4217",
  'three letters that are none': "trois lettres qui n'en sont pas un",
  'give the code of the currency in ISO 4217, for example EUR, USD or GBP':
    'donnez le code de la devise dans ISO 4217, par exemple EUR, USD ou GBP',
  'an item number that no other item has': "un numéro qu'aucun autre article n'a",
  'that of another item': "celui d'un autre article",
  'number the items from 1 on': 'numérotez les articles à partir de 1',
  'a description that names the goods': 'une désignation qui dit ce que sont les marchandises',
  'no word': 'aucun mot',
  'words that stand for any goods': "des mots qui désignent n'importe quelle marchandise",
  'say what the goods are and are made of, such as "cotton T-shirt"':
    'dites ce que sont les marchandises et leur matière, comme « T-shirt en coton »',
  'an intrinsic value above 0': 'une valeur intrinsèque de plus de 0',
  zero: 'zéro',
  'give the price, or the value of similar goods': 'donnez le prix, ou la valeur de marchandises similaires',
  'goods that bear excise are excluded (§2.1.1)': 'les marchandises soumises à accises sont exclues (§2.1.1)',
  'goods that bear excise are excluded above what is free between private persons (§2.1.1)':
    'les marchandises soumises à accises sont exclues au-delà de la franchise entre particuliers (§2.1.1)',
  'alcohol or tobacco': "de l'alcool ou du tabac",
  'see that the quantity is within the relief, or declare these goods with a full declaration (H1)':
    'vérifiez que la quantité entre dans la franchise, ou déclarez ces marchandises par une déclaration complète (H1)',
  'the goods are expected within 30 days, or the declaration is cancelled before':
    'les marchandises sont attendues dans les 30 jours, sinon la déclaration est annulée avant',
  'a day beyond 30 days': 'un jour au-delà de 30 jours',
  'correct the date, or file the declaration later': 'corrigez la date, ou déposez la déclaration plus tard',
  'the goods are expected today or later': "les marchandises sont attendues aujourd'hui ou plus tard",
  'a day in the past': 'un jour passé',
  'give the day of arrival, or declare as validated (A) where the goods are there':
    "donnez le jour d'arrivée, ou déclarez comme validée (A) si les marchandises sont là",
  'an LRN without blanks around it': 'un LRN sans espace autour',
  'leave them out: with and without them it is another reference':
    "enlevez-les : avec ou sans eux, c'est une autre référence",
  'C07 no longer holds since {}, when the relief from duty ended':
    'C07 ne vaut plus depuis le {}, jour où la franchise de droits a pris fin',
  'C07 beside a distance sale': 'C07 à côté d’une vente à distance',
  'remove C07, and declare a distance sale as F48, F49 or F53':
    'enlevez C07, et déclarez une vente à distance sous F48, F49 ou F53',
  'remove C07: where customs still uses it, it adds it by itself':
    "enlevez C07 : si la douane l'emploie encore, elle l'ajoute elle-même",
  'an additional procedure of the code list': 'un régime additionnel de la liste de codes',
  'an additional procedure that holds already; this one begins on {}':
    'un régime additionnel déjà en vigueur ; celui-ci commence le {}',
  'a code that does not hold yet': 'un code pas encore en vigueur',
  'correct the code, or remove it': 'corrigez le code, ou enlevez-le',
  'C08, a gift between private persons, cannot be a distance sale (F48, F49, F53) too':
    'C08, un cadeau entre particuliers, ne peut pas être aussi une vente à distance (F48, F49, F53)',
  'an item is under one scheme only: F48, F49 or F53': 'un article est sous un seul régime : F48, F49 ou F53',
  several: 'plusieurs',
  'remove all but one': "n'en gardez qu'un",
  'total above 45 EUR': 'un total au-dessus de 45 EUR',
  'declare it without C08': 'déclarez-le sans C08',
  'the exporter of Union goods (CO) is in the Union': "l'exportateur de marchandises de l'Union (CO) est dans l'Union",
  'another country': 'un autre pays',
  'declare goods from third countries as imports (IM)':
    'déclarez les marchandises de pays tiers comme importations (IM)',
  'Union goods (CO) owe no customs duty, so that there is no relief from it':
    "les marchandises de l'Union (CO) ne doivent pas de droit de douane : il n'y a donc pas de franchise",
  'remove C07': 'enlevez C07',
  'C521 is the authorised consignor of transit, which an import has no need of':
    "C521 est l'expéditeur agréé du transit, dont une importation n'a pas besoin",
  'remove it; an authorised economic operator is C501, C502 or C503':
    'enlevez-le ; un opérateur économique agréé est C501, C502 ou C503',
  '00100 belongs to special procedures, which an H7 cannot have':
    "00100 relève des régimes particuliers, qu'une H7 ne peut pas avoir",
  'remove it, or give the code of what is meant': 'enlevez-le, ou donnez le code de ce qui est voulu',
  'remove the code, or give that of what is meant': 'enlevez le code, ou donnez celui de ce qui est voulu',
  'the number of an order is the unique consignment reference (12 08)':
    "le numéro d'une commande est la référence unique d'envoi (12 08)",
  'the number of an order': "le numéro d'une commande",
  'give it as uniqueConsignmentReference of the item': "donnez-le comme uniqueConsignmentReference de l'article",
  'the law changes on {}, before the goods are expected':
    "le droit change le {}, avant l'arrivée prévue des marchandises",
  'make it right for that day, or amend it before its validation':
    'rendez-la conforme pour ce jour-là, ou rectifiez-la avant sa validation',
};

/** The French of the charges, by the English. */
const chargesInFrench: Readonly<Record<string, string>> = {
  'eu-flat-duty': 'droit de douane forfaitaire',
  'fr-small-parcels-tax': 'taxe française sur les petits colis',
  'eu-handling-fee': "frais de gestion de l'Union",
};

/** The names of what changes: a rule, a code or a charge. */
const changing: Readonly<Record<string, string>> = {
  ...titles,
  ...Object.fromEntries(flatCharges.map(({ code, text }) => [text, chargesInFrench[code] ?? text])),
  ...Object.fromEntries(
    additionalProcedures.map(({ code }) => [`additional procedure ${code}`, `régime additionnel ${code}`]),
  ),
};

/** The French of all that the law says, by the English. */
export const lawInFrench: Readonly<Record<string, string>> = {
  ...titles,
  ...findings,
  ...Object.fromEntries(
    Object.entries(changing).flatMap(([english, french]) => [
      [`what begins then: ${english}`, `ce qui commence alors : ${french}`],
      [`what ends then: ${english}`, `ce qui prend fin alors : ${french}`],
    ]),
  ),
};
