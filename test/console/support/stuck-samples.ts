import type { Language } from '../../../desk/console/language.ts';

type Words = Readonly<Record<Language, string>>;

/** A sample that did not go through, and how a clerk finds out why. */
export interface StuckSample {
  /** The clause that the reason is about. */
  clause: string;
  /** The file below `samples`. */
  file: string;
  reference: string;
  /** The count of the start page that opens its list; without one, the page of what failed leads to it. */
  count?: Words;
  /** Words of the page that say why. */
  says: Words;
  /** The value that was sent, as it stands beside the first error. */
  value?: string;
  clicks: number;
}

const same = (text: string): Words => ({ en: text, fr: text });
const unclear: Words = { en: 'unclear', fr: 'incertain' };
const nobodyKnows: Words = {
  en: 'nobody knows whether the request was made',
  fr: 'nul ne sait si la demande a été créée',
};
const abandoned: Words = { en: 'does not say why', fr: 'sans dire pourquoi' };

type Row = Pick<StuckSample, 'file' | 'reference' | 'says'> & Partial<StuckSample>;
const h7 = (row: Row): StuckSample => ({ clause: 'H7-Efunc', clicks: 2, ...row });
const toll = (row: Row): StuckSample => ({ clause: 'TO-2', clicks: 2, ...row, file: `toll/${row.file}` });
const ciel = (row: Row): StuckSample => ({ clause: 'CI-4', clicks: 2, ...row, file: `ciel/${row.file}` });
const omega = (row: Row): StuckSample => ({ clause: 'OM-3', clicks: 2, ...row, file: `omega/${row.file}` });
const om4 = (row: Row): StuckSample => omega({ clause: 'OM-4', count: unclear, ...row });

/** Every sample that does not go through, of each lane. */
export const stuckSamples: readonly StuckSample[] = [
  h7({
    file: '26',
    reference: 'FR26-COSM-0001',
    count: { en: 'not cleared', fr: 'mainlevée refusée' },
    says: { en: 'not-cleared', fr: 'mainlevée refusée' },
  }),
  h7({ file: '29', reference: 'FR26-OVER-0001', says: { en: 'items', fr: 'articles' } }),
  h7({
    file: '30',
    reference: 'FR26-FAULT-0001',
    says: { en: 'item 1 › commodity code', fr: 'article 1 › code marchandise' },
    value: '6109',
  }),
  h7({ file: '31', reference: 'FR26-OVER-0002', says: same('150 euros') }),
  h7({
    file: '32',
    reference: 'FR26-IOSS-0008',
    says: { en: 'additional fiscal references', fr: 'références fiscales' },
  }),
  h7({
    file: '33',
    reference: 'FR26-AGREE-0001',
    says: { en: 'clearance agreement', fr: "numéro d'agrément" },
    value: 'Z234567',
  }),
  h7({
    file: '34',
    reference: 'FR26-WINE-0001',
    says: { en: 'item 1 › commodity code', fr: 'article 1 › code marchandise' },
  }),
  h7({
    file: '44',
    reference: 'FR26-LAW-0044',
    says: { en: 'item 2 › supporting documents', fr: 'article 2 › documents' },
  }),
  h7({ file: '47', reference: 'FR26-LAW-0047', says: { en: 'removal credit', fr: "crédit d'enlèvement" } }),
  h7({
    file: '51',
    reference: 'FR26-LAW-0051',
    says: { en: 'item 1 › currency of the intrinsic value', fr: 'article 1 › devise de la valeur intrinsèque' },
    value: 'RMB',
  }),
  h7({
    file: '52',
    reference: 'FR26-LAW-0052',
    says: { en: 'item 2 › item number', fr: "article 2 › numéro d'article" },
    value: '1',
  }),
  h7({ file: '40', reference: 'FR26-REQ-0004', says: same('150 euros') }),
  toll({
    clause: 'TO-6',
    file: '07',
    reference: 'N740:HC005',
    count: { en: 'held', fr: 'retenu' },
    says: {
      en: 'No routing has come yet: hold the goods',
      fr: "Aucune orientation n'est arrivée : gardez les marchandises",
    },
  }),
  toll({
    clause: 'TO-6',
    file: '02',
    reference: 'N740:HC002',
    count: { en: 'to control', fr: 'à contrôler' },
    says: { en: 'go to a control', fr: 'passent un contrôle' },
  }),
  toll({
    clause: 'TO-7',
    file: '08',
    reference: '00000008-0000-4000-8000-000000000008',
    says: { en: 'house transport document › type', fr: 'document de transport' },
    value: 'N999',
  }),
  toll({
    file: '09',
    reference: '00000009-0000-4000-8000-000000000009',
    says: { en: 'office of presentation must not be null', fr: 'bureau de présentation ne doit pas manquer' },
  }),
  toll({
    file: '10',
    reference: '00000010-0000-4000-8000-000000000010',
    says: { en: 'Must be one of', fr: 'doit être une des valeurs' },
    value: '23NO00000000000099',
  }),
  toll({
    clause: 'TO-4',
    file: '11',
    reference: '00000011-0001-4000-8000-000000000011',
    says: { en: 'No such goods are known', fr: 'Ces marchandises ne sont pas connues' },
    value: 'GBASFZMLBKONAUN30001001010000',
  }),
  ciel({
    file: '13',
    reference: 'FR01300GX0000/2026-11',
    count: { en: 'draft', fr: 'brouillon' },
    says: { en: 'to be validated in CIEL by the operator', fr: "à valider dans CIEL par l'opérateur" },
  }),
  ciel({
    clause: 'CI-3',
    file: '15',
    reference: 'FR01300G00015/2026-11',
    says: { en: 'opening stock + entries - exits', fr: 'stock initial + entrées - sorties' },
    value: '301.3',
  }),
  ciel({
    clause: 'CI-3',
    file: '16',
    reference: 'FR01300G00016/2026-11',
    says: { en: 'at most 5 decimals', fr: '5 décimales au plus' },
    value: '-1.234567',
  }),
  ciel({
    clause: 'CI-3',
    file: '17',
    reference: 'FR01300G00017/2026-11',
    says: { en: 'the closing stock of the last DRM', fr: 'stock final de la dernière DRM' },
    value: '95',
  }),
  ciel({
    file: '18',
    reference: 'FR01300GX0004/2026-11',
    says: { en: 'have the DRM sent by that interprofession', fr: 'faites envoyer la DRM par cette interprofession' },
  }),
  ciel({
    file: '20',
    reference: 'FR01300GX0002/2026-11',
    says: { en: 'an agrément that exists and is active', fr: 'un agrément qui existe et qui est actif' },
  }),
  ciel({
    file: '21',
    reference: 'FR01300GX0050/2026-11',
    says: { en: 'no entries of products', fr: 'aucune entrée de produits' },
  }),
  omega({
    clause: 'OM-2',
    file: '04',
    reference: 'TJDC-0004',
    says: { en: 'the fifth working day', fr: 'le cinquième jour ouvré' },
    value: '2026-06-01',
  }),
  omega({
    clause: 'OM-2',
    file: '05',
    reference: 'TJDC-0005',
    says: { en: 'once the customer has agreed', fr: "une fois l'accord donné" },
    value: 'NON',
  }),
  omega({
    file: '08',
    reference: 'TJDC-0008',
    says: { en: "customer's name", fr: 'nom du client' },
    value: 'Boulangerie Martin',
  }),
  omega({ file: '09', reference: 'TJDC-0009', says: { en: 'supplier of the point', fr: 'fournisseur titulaire' } }),
  omega({ file: '10', reference: 'TJDC-0010', says: { en: 'monthly reading', fr: 'fréquence mensuelle' } }),
  omega({ file: '11', reference: 'TJDC-0011', says: { en: 'which the code names', fr: 'que le code désigne' } }),
  omega({ file: '12', reference: 'TJDC-0012', count: { en: 'rejected', fr: 'rejeté' }, says: abandoned }),
  omega({ file: '13', reference: 'TJDC-0013', count: { en: 'rejected', fr: 'rejeté' }, says: abandoned }),
  om4({ file: '14', reference: 'TJDC-0014', says: nobodyKnows }),
  om4({ file: '15', reference: 'TJDC-0015', says: nobodyKnows }),
  om4({ file: '16', reference: 'TJDC-0016', says: nobodyKnows }),
  om4({
    file: '17',
    reference: 'TJDC-0018',
    says: { en: 'breaks the connection before it answers', fr: 'coupe la connexion avant de répondre' },
  }),
  om4({ file: '17', reference: 'TJDC-0019', says: { en: 'a SOAP fault', fr: 'une erreur SOAP' } }),
  om4({ file: '17', reference: 'TJDC-0020', says: { en: 'a page came', fr: 'une page est venue' } }),
];
