/** The French of rules and remedies of CIEL's codes, by the English. */
export const frenchOfCodes: Readonly<Record<string, string>> = {
  'a DRM in the form of the XSD': 'une DRM conforme au XSD',
  'correct the place that the text names': "corrigez l'endroit que nomme le texte",
  'an agrément that exists and is active': 'un agrément qui existe et qui est actif',
  'an agrément for wine growing': 'un agrément viticole',
  'sent by the portal of the interprofession that the agrément belongs to':
    "envoyée par le portail de l'interprofession dont relève l'agrément",
  'have the DRM sent by that interprofession, or have the agrément assigned to yours':
    "faites envoyer la DRM par cette interprofession, ou rattacher l'agrément à la vôtre",
  'a period up to the current month': 'une période qui ne dépasse pas le mois en cours',
  'correct the period, or send it in its month': 'corrigez la période, ou envoyez la DRM en son mois',
  'one DRM for an agrément and a month': 'une seule DRM par agrément et par mois',
  'look at the DRM that CIEL has: corrections are made there':
    "voyez la DRM que CIEL possède : c'est là qu'elle se corrige",
  'no products in a DRM of no movements (declaration-neant)': 'aucun produit dans une DRM néant (declaration-neant)',
  'a suspended opening stock equal to the closing stock of the last DRM':
    'un stock suspendu en début de période égal au stock final de la dernière DRM',
  'a duty-paid opening stock equal to the closing stock of the last DRM':
    'un stock acquitté en début de période égal au stock final de la dernière DRM',
  'take over the closing stock of the last DRM': 'reprenez le stock final de la dernière DRM',
  'take over the closing stock of the last DRM; in the first month of the exercise of a négociant-vinificateur, submit it with a reason':
    "reprenez le stock final de la dernière DRM ; au premier mois de l'exercice d'un négociant-vinificateur, déposez avec un motif",
  'a suspended closing stock equal to opening stock + entries - exits':
    'un stock suspendu final égal au stock initial + entrées - sorties',
  'a duty-paid closing stock equal to opening stock + entries - exits':
    'un stock acquitté final égal au stock initial + entrées - sorties',
  'correct the closing stock, or the movements': 'corrigez le stock final, ou les mouvements',
  'another stock': 'un autre stock',
  'an INAO code that exists': 'un code INAO qui existe',
  'correct code-inao': 'corrigez code-inao',
  'every product of which the last DRM had stock left': 'tous les produits dont la dernière DRM laissait du stock',
  'none named {}': 'aucun nommé {}',
  'add the product, with its opening stock': 'ajoutez le produit, avec son stock initial',
  'observations beside other entries (autres-entrees)': "des observations à côté d'autres entrées (autres-entrees)",
  'say in observations where they come from': "dites dans les observations d'où elles viennent",
  'observations beside other exits (autres-sorties)': "des observations à côté d'autres sorties (autres-sorties)",
  'say in observations where they went': 'dites dans les observations où elles sont allées',
  'a closing stock of capsules equal to opening stock + entries - exits':
    'un stock de capsules final égal au stock initial + entrées - sorties',
  'an opening stock of capsules equal to the closing stock of the last DRM':
    'un stock de capsules initial égal au stock final de la dernière DRM',
  'every size of bottle of which the last DRM had capsules left':
    'toutes les contenances dont la dernière DRM laissait des capsules',
  'add the size, with its opening stock': 'ajoutez la contenance, avec son stock initial',
  'release in Corsica of still or sparkling wine only, by members of the interprofession of Corsica':
    "une mise en marché en Corse de vins tranquilles ou mousseux seulement, par des membres de l'interprofession corse",
  'leave mise-sur-marche-corse out, or correct the product': 'enlevez mise-sur-marche-corse, ou corrigez le produit',
  'no stock left where stockEpuise says that it is exhausted': 'aucun stock là où stockEpuise le dit épuisé',
  'set stockEpuise to false, or correct the closing stock': 'mettez stockEpuise à false, ou corrigez le stock final',
  'no new products in a DRM of dormant stocks': 'aucun nouveau produit dans une DRM de stocks dormants',
  'no entries of products in a DRM of dormant stocks': 'aucune entrée de produits dans une DRM de stocks dormants',
  'leave them out': 'enlevez-les',
  'a technical error of CIEL': 'une erreur technique de CIEL',
  'nothing: it is sent again; give its UUID where you ask about it':
    'rien à faire : elle repart ; donnez son UUID si vous posez la question',
  'correct numero-agrement, or ask the customs office of the declarant':
    'corrigez numero-agrement, ou demandez au bureau de douane du déclarant',
  'set declaration-neant to false, or leave the products out':
    'mettez declaration-neant à false, ou enlevez les produits',
  'no suspended stock and no unsettled documents for an agrément of duties paid':
    'ni stock suspendu ni document non apuré pour un agrément en droits acquittés',
  'leave droits-suspendus and releve-non-apurement out, or correct numero-agrement':
    'enlevez droits-suspendus et releve-non-apurement, ou corrigez numero-agrement',
  'no suspended products after a DRM that said that the stock was exhausted, until the next campaign':
    "aucun produit suspendu après une DRM au stock épuisé, jusqu'à la campagne suivante",
  'leave the products out, or have the last DRM corrected in CIEL':
    'enlevez les produits, ou faites corriger la dernière DRM dans CIEL',
  'a category of capsules at most twice, and none for an agrément of duties paid':
    'une catégorie de capsules deux fois au plus, et aucune pour un agrément en droits acquittés',
  'put the accounts of one category together': "réunissez les comptes d'une même catégorie",
  'types of capsules that a category may have together: not PERSONNALISEES and COLLECTIVES_DROITS_ACQUITTES':
    'des types de capsules compatibles dans une catégorie : pas PERSONNALISEES et COLLECTIVES_DROITS_ACQUITTES',
  'correct type-capsule': 'corrigez type-capsule',
  'a size of bottle once in an account of capsules': 'une contenance une seule fois par compte de capsules',
  'put the two together': 'réunissez les deux',
  'volumePersonnalise and bib for the size AUTRE': 'volumePersonnalise et bib pour la contenance AUTRE',
  'add it: the volume in centilitres, and true for a bag-in-box':
    'ajoutez-les : le volume en centilitres, et true pour un bag-in-box',
  'a size AUTRE once in an account of capsules, by its volume and bib':
    'une contenance AUTRE une seule fois par compte de capsules, selon son volume et bib',
  'accompanying documents of a type that the agrément may have':
    "des documents d'accompagnement que l'agrément peut avoir",
  'leave out daa-dca and numero-empreintes for an agrément of duties paid, or correct numero-agrement':
    'enlevez daa-dca et numero-empreintes pour un agrément en droits acquittés, ou corrigez numero-agrement',
  'tav, premix or both for a product that needs them': 'tav, premix ou les deux pour un produit qui les exige',
  'add tav, and premix: true or false': 'ajoutez tav, et premix : true ou false',
  'a libelle-personnalise once in a balance': 'un libelle-personnalise une seule fois par balance',
  'give the products names that differ, or put them together':
    'donnez aux produits des noms différents, ou réunissez-les',
  'a tav within the range of the libelle-fiscal': 'un tav dans les limites du libelle-fiscal',
  'correct tav, or libelle-fiscal': 'corrigez tav, ou libelle-fiscal',
  'a product that is the one of this libelle-personnalise in the last DRM':
    'le même produit que celui de ce libelle-personnalise dans la dernière DRM',
  'take over its code-inao or libelle-fiscal, or give a new product a name of its own':
    'reprenez son code-inao ou son libelle-fiscal, ou donnez un autre nom au nouveau produit',
  'observations beside replacements': 'des observations à côté des replacements',
  'say in observations what was put back under suspension':
    'dites dans les observations ce qui a été replacé en suspension',
  'a replacement from the two years before the period': 'un replacement des deux années avant la période',
  'correct its month and year, or leave it out': 'corrigez son mois et son année, ou enlevez-le',
  'a volumePersonnalise that is none of the sizes with a name of their own':
    "un volumePersonnalise qui n'est aucune des contenances nommées",
  'give that size in volume, without volumePersonnalise and bib':
    'donnez cette contenance dans volume, sans volumePersonnalise ni bib',
  'a numero-accise-destinataire that exists: 13 letters and digits, or the 8 of an office':
    "un numero-accise-destinataire qui existe : 13 lettres et chiffres, ou les 8 d'un bureau",
  'correct it in releve-non-apurement': 'corrigez-le dans releve-non-apurement',
  'a document reference that, where it is a number, is a whole one above 0':
    "une référence de document qui, si c'est un nombre, est entière et supérieure à 0",
  'correct it': 'corrigez',
  'a count of documents that is a whole number above 0': 'un nombre de documents entier et supérieur à 0',
  'no replacements and no taxed exits of raw materials': 'ni replacements ni sorties taxées de matières premières',
  'leave them out, or correct libelle-fiscal': 'enlevez-les, ou corrigez libelle-fiscal',
  'no raw materials in the duty-paid balance': 'aucune matière première dans la balance des droits acquittés',
  'put them into droits-suspendus, or correct libelle-fiscal':
    'mettez-les dans droits-suspendus, ou corrigez libelle-fiscal',
  'no replacements and no taxed exits of products without duty (4R988Y, 4B988Y, 4X999V, 5X999V)':
    'ni replacements ni sorties taxées de produits sans droits (4R988Y, 4B988Y, 4X999V, 5X999V)',
  'leave them out, or correct code-inao': 'enlevez-les, ou corrigez code-inao',
  'a period after that of the last validated DRM': 'une période qui suit celle de la dernière DRM validée',
  'correct the period; an earlier month is entered in CIEL':
    'corrigez la période ; un mois antérieur se saisit dans CIEL',
  'no exhausted stock in the first DRM of a campaign': "aucun stock épuisé dans la première DRM d'une campagne",
  'set stockEpuise to false': 'mettez stockEpuise à false',
  'a code-inao or a libelle-fiscal': 'un code-inao ou un libelle-fiscal',
  'add one of them': "ajoutez l'un des deux",
  'a closing stock of 0 or more': 'un stock final de 0 ou plus',
  'correct the movements': 'corrigez les mouvements',
  'a tav of at least 39.8 for a new traditional rum of the overseas departments':
    "un tav d'au moins 39,8 pour un nouveau rhum traditionnel d'outre-mer",
  'a tav above 1.2 for a new product of the category of alcohols':
    'un tav supérieur à 1,2 pour un nouveau produit de la catégorie des alcools',
  'correct tav': 'corrigez tav',
  'observations beside other entries of capsules (autres-entrees)':
    "des observations à côté d'autres entrées de capsules (autres-entrees)",
  'observations beside other exits of capsules (autres-sorties)':
    "des observations à côté d'autres sorties de capsules (autres-sorties)",
};
