import { parisMonth } from '../../support/paris-time.ts';
import type { Drm } from '../register/drm.ts';
import type { Register } from '../register/register.ts';
import { capsuleFaults } from './capsules.ts';
import { documentFaults } from './documents.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';
import type { Operators, Trait } from './operators.ts';
import { productFaults } from './products.ts';
import { previousFaults } from './with-previous.ts';

/** The knowledge, beside the declaration itself, by which CIEL judges one. */
export interface Judging {
  operators: Operators;
  register: Register;
  now: Date;
}

const ofOperator: Partial<Record<Trait, FunctionalFault>> = {
  unknown: { code: '002', text: "Ce numéro d'agrément est inconnu, ou n'est plus actif." },
  'not-viti': { code: '003', text: "Ce numéro d'agrément n'est pas celui d'une activité vitivinicole." },
  'other-portal': { code: '004', text: "Le portail émetteur n'est pas le portail de référence de cet agrément." },
};

/** The functional errors of a declaration: the first alone up to 007, all others together. */
export function judge(drm: Drm, { operators, register, now }: Judging): FunctionalFault[] {
  const { agrement, month } = drm;
  const trait = operators.traitOf(agrement);
  const operatorFault = ofOperator[trait];
  const [first] = [
    ...(operatorFault ? [operatorFault] : []),
    ...faultIf(month > parisMonth(now), '005', 'La période déclarée est postérieure au mois courant.'),
    ...faultIf(
      register.find(agrement, month) !== undefined,
      '007',
      'Les données de cette période ont déjà été reçues.',
    ),
  ];
  if (first) return [first];
  const products = [...drm.suspended.products, ...drm.acquitted.products];
  const known = {
    previous: register.before(agrement, month)?.drm,
    isLaterValidated: register.isLaterValidated(agrement, month),
    isDormant: trait === 'dormant',
  };
  return [
    ...faultIf(drm.isNil && products.length > 0, '008', 'La déclaration est dite néant, et des produits y sont.'),
    ...productFaults(drm),
    ...capsuleFaults(drm),
    ...documentFaults(drm, operators),
    ...previousFaults(drm, known),
  ];
}
