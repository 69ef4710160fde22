import type { X509Certificate } from 'node:crypto';
import { parisDay } from '../../support/paris-time.ts';
import type { Account } from '../account.ts';
import { type Label, textOf, type WrongField, wrongText } from '../labels.ts';
import { pointOf, type Trait } from '../register/points.ts';
import type { Fields } from '../soap/call-fields.ts';
import type { Step } from '../step.ts';
import { fifthWorkingDay } from './fifth-working-day.ts';
import { hasName } from './has-name.ts';

/** A refusal: the label, and its texts with their codes. */
export interface Objection {
  label: Label;
  texts: readonly string[];
}

/** The circumstances of a call beside its fields. */
export interface Circumstances {
  accounts: readonly Account[];
  certificate: Pick<X509Certificate, 'subject'>;
  now: Date;
  /** True if step 1 found the request receivable before. */
  isReceivable: boolean;
}

/** The refusal of a request in a step; `undefined` where it is taken. */
export function judge(step: Step, fields: Fields, circumstances: Circumstances): Objection | undefined {
  const { accounts, certificate, now, isReceivable } = circumstances;
  const { DNEntreprise = '', NumeroCAD = '', Login = '' } = fields;
  const ofCompany = accounts.filter((account) => account.DNEntreprise === DNEntreprise);
  if (!hasName(certificate, DNEntreprise) || ofCompany.length === 0) return refused('not-entitled');
  if (Login === '') return refused('login-missing');
  if (!ofCompany.some((account) => account.Login === Login)) return refused('not-entitled');
  if (!ofCompany.some((account) => account.NumeroCAD === NumeroCAD)) return refused('cad-invalid');
  const wrong = wrongFields(step, fields, parisDay(now));
  if (wrong.length > 0) return { label: 'wrong-data', texts: wrong.map(wrongText) };
  const point = pointOf(fields.NumeroPCE ?? '');
  if (!point) return refused('pce-unknown');
  if (fields.CodePostal && !fields.CodePostal.startsWith(point.department)) return refused('other-department');
  if (point.trait === 'wrong-data')
    return {
      label: 'wrong-data',
      texts: [
        { field: 'NomDuClient', rule: 'RG06' },
        { field: 'CodePostal', rule: 'RG07' },
      ].map(wrongText),
    };
  if (point.trait === 'abandoned') return refused('abandoned');
  const rule = point.trait && notReceivable[point.trait];
  if (rule) return refused('not-receivable', rule);
  // "S'il dérive, une erreur sera signalée" (§2.3).
  return step === 'create' && !isReceivable ? refused('abandoned') : undefined;
}

const refused = (label: Label, code?: string): Objection => ({ label, texts: [textOf(label, code)] });

/** The rule that a point's trait breaks: codeCohérence or codeErreur, which are not public. */
const notReceivable: Partial<Record<Trait, string>> = {
  'other-supplier': 'COH_TITULAIRE',
  'not-monthly': 'COH_FREQUENCE',
  free: '1031',
};

/** The fields that are wrong by themselves, each with a code of a rule. */
function wrongFields(step: Step, fields: Fields, today: string): WrongField[] {
  const { NumeroVersion, TypeDemande, NumeroPCE, DateDemandee = '', AutorisationExpresse } = fields;
  const wrong: WrongField[] = [];
  if (NumeroVersion !== 'V1') wrong.push({ field: 'NumeroVersion', rule: 'RG01' });
  // It may be left out in step 1 (V18.2).
  if (TypeDemande !== 'TJDC' && (step === 'create' || TypeDemande !== undefined))
    wrong.push({ field: 'TypeDemande', rule: 'RG02' });
  if (!NumeroPCE) wrong.push({ field: 'NumeroPCE', rule: 'RG00' });
  if (step === 'verify') return wrong;
  if (!isDay(DateDemandee)) wrong.push({ field: 'DateDemandee', rule: 'RG03' });
  else if (DateDemandee < fifthWorkingDay(today)) wrong.push({ field: 'DateDemandee', rule: 'RG04' });
  if (AutorisationExpresse !== 'OUI') wrong.push({ field: 'AutorisationExpresse', rule: 'RG05' });
  return wrong;
}

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
