/** A functional code of CIEL in our words; CIEL's own text of an error stands beside it. */
export interface FunctionalCode {
  /** The rule that is broken. */
  rule: string;
  /** The remedy, in the imperative. */
  remedy: string;
}

const askCiel = 'ask the customs office of the declarant';

/**
 * Every functional code of the contract v2.24 §3.3.4. One error rejects the whole DRM; 001 to 007 end the checks at
 * once, all others are told together. 006, 039, 043, 052 and 053 are withdrawn.
 */
export const functionalCodes = {
  '001': { rule: 'a DRM in the form of the XSD', remedy: 'correct the place that the text names' },
  '002': {
    rule: 'an agrément that exists and is active',
    remedy: `correct numero-agrement, or ${askCiel}`,
  },
  '003': { rule: 'an agrément for wine growing', remedy: `correct numero-agrement, or ${askCiel}` },
  '004': {
    rule: 'sent by the portal of the interprofession that the agrément belongs to',
    remedy: 'have the DRM sent by that interprofession, or have the agrément assigned to yours',
  },
  '005': { rule: 'a period up to the current month', remedy: 'correct the period, or send it in its month' },
  '007': {
    rule: 'one DRM for an agrément and a month',
    remedy: 'look at the DRM that CIEL has: corrections are made there',
  },
  '008': {
    rule: 'no products in a DRM of no movements (declaration-neant)',
    remedy: 'set declaration-neant to false, or leave the products out',
  },
  '009': {
    rule: 'no suspended stock and no unsettled documents for an agrément of duties paid',
    remedy: 'leave droits-suspendus and releve-non-apurement out, or correct numero-agrement',
  },
  '010': {
    rule: 'no suspended products after a DRM that said that the stock was exhausted, until the next campaign',
    remedy: 'leave the products out, or have the last DRM corrected in CIEL',
  },
  '011': {
    rule: 'a suspended opening stock equal to the closing stock of the last DRM',
    remedy: 'take over the closing stock of the last DRM',
  },
  '012': {
    rule: 'a duty-paid opening stock equal to the closing stock of the last DRM',
    remedy: 'take over the closing stock of the last DRM',
  },
  '013': {
    rule: 'a suspended closing stock equal to opening stock + entries - exits',
    remedy: 'correct the closing stock, or the movements',
  },
  '014': {
    rule: 'a duty-paid closing stock equal to opening stock + entries - exits',
    remedy: 'correct the closing stock, or the movements',
  },
  '015': { rule: 'an INAO code that exists', remedy: 'correct code-inao' },
  '016': {
    rule: 'every product of which the last DRM had stock left',
    remedy: 'add the product, with its opening stock',
  },
  '017': {
    rule: 'observations beside other entries (autres-entrees)',
    remedy: 'say in observations where they come from',
  },
  '018': {
    rule: 'observations beside other exits (autres-sorties)',
    remedy: 'say in observations where they went',
  },
  '019': {
    rule: 'a category of capsules at most twice, and none for an agrément of duties paid',
    remedy: 'put the accounts of one category together',
  },
  '020': {
    rule: 'types of capsules that a category may have together: not PERSONNALISEES and COLLECTIVES_DROITS_ACQUITTES',
    remedy: 'correct type-capsule',
  },
  '021': {
    rule: 'a size of bottle once in an account of capsules',
    remedy: 'put the two together',
  },
  '022': {
    rule: 'a closing stock of capsules equal to opening stock + entries - exits',
    remedy: 'correct the closing stock, or the movements',
  },
  '023': {
    rule: 'every size of bottle of which the last DRM had capsules left',
    remedy: 'add the size, with its opening stock',
  },
  '024': {
    rule: 'volumePersonnalise and bib for the size AUTRE',
    remedy: 'add it: the volume in centilitres, and true for a bag-in-box',
  },
  '025': {
    rule: 'a size AUTRE once in an account of capsules, by its volume and bib',
    remedy: 'put the two together',
  },
  '026': {
    rule: 'accompanying documents of a type that the agrément may have',
    remedy: 'leave out daa-dca and numero-empreintes for an agrément of duties paid, or correct numero-agrement',
  },
  '027': {
    rule: 'tav, premix or both for a product that needs them',
    remedy: 'add tav, and premix: true or false',
  },
  '028': {
    rule: 'a libelle-personnalise once in a balance',
    remedy: 'give the products names that differ, or put them together',
  },
  '029': { rule: 'a tav within the range of the libelle-fiscal', remedy: 'correct tav, or libelle-fiscal' },
  '030': {
    rule: 'a product that is the one of this libelle-personnalise in the last DRM',
    remedy: 'take over its code-inao or libelle-fiscal, or give a new product a name of its own',
  },
  '031': {
    rule: 'observations beside replacements',
    remedy: 'say in observations what was put back under suspension',
  },
  '032': {
    rule: 'a replacement from the two years before the period',
    remedy: 'correct its month and year, or leave it out',
  },
  '033': {
    rule: 'a volumePersonnalise that is none of the sizes with a name of their own',
    remedy: 'give that size in volume, without volumePersonnalise and bib',
  },
  '034': {
    rule: 'a numero-accise-destinataire that exists: 13 letters and digits, or the 8 of an office',
    remedy: 'correct it in releve-non-apurement',
  },
  '035': {
    rule: 'an opening stock of capsules equal to the closing stock of the last DRM',
    remedy: 'take over the closing stock of the last DRM',
  },
  '036': {
    rule: 'a document reference that, where it is a number, is a whole one above 0',
    remedy: 'correct it',
  },
  '037': { rule: 'a count of documents that is a whole number above 0', remedy: 'correct it' },
  '038': {
    rule: 'no replacements and no taxed exits of raw materials',
    remedy: 'leave them out, or correct libelle-fiscal',
  },
  '040': {
    rule: 'no raw materials in the duty-paid balance',
    remedy: 'put them into droits-suspendus, or correct libelle-fiscal',
  },
  '041': {
    rule: 'no replacements and no taxed exits of products without duty (4R988Y, 4B988Y, 4X999V, 5X999V)',
    remedy: 'leave them out, or correct code-inao',
  },
  '042': {
    rule: 'a period after that of the last validated DRM',
    remedy: 'correct the period; an earlier month is entered in CIEL',
  },
  '044': {
    rule: 'release in Corsica of still or sparkling wine only, by members of the interprofession of Corsica',
    remedy: 'leave mise-sur-marche-corse out, or correct the product',
  },
  '045': {
    rule: 'no stock left where stockEpuise says that it is exhausted',
    remedy: 'set stockEpuise to false, or correct the closing stock',
  },
  '046': {
    rule: 'no exhausted stock in the first DRM of a campaign',
    remedy: 'set stockEpuise to false',
  },
  '047': { rule: 'a code-inao or a libelle-fiscal', remedy: 'add one of them' },
  '048': { rule: 'a closing stock of 0 or more', remedy: 'correct the movements' },
  '049': {
    rule: 'a tav of at least 39.8 for a new traditional rum of the overseas departments',
    remedy: 'correct tav, or libelle-fiscal',
  },
  '050': {
    rule: 'no new products in a DRM of dormant stocks',
    remedy: 'leave them out',
  },
  '051': {
    rule: 'no entries of products in a DRM of dormant stocks',
    remedy: 'leave them out',
  },
  '054': { rule: 'a tav above 1.2 for a new product of the category of alcohols', remedy: 'correct tav' },
  '055': {
    rule: 'observations beside other entries of capsules (autres-entrees)',
    remedy: 'say in observations where they come from',
  },
  '056': {
    rule: 'observations beside other exits of capsules (autres-sorties)',
    remedy: 'say in observations where they went',
  },
  '999': {
    rule: 'a technical error of CIEL',
    remedy: 'nothing: it is sent again; give its UUID where you ask about it',
  },
} as const satisfies Readonly<Record<string, FunctionalCode>>;
