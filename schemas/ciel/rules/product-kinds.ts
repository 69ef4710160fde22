import { textAt } from '../../fault.ts';
import type { Product } from './products.ts';

/** The INAO code of a product, without the space that fills it. */
export const codeOf = ({ product }: Pick<Product, 'product'>) => textAt(product, '/code-inao')?.trimEnd();

/** The fiscal label of a product. */
export const labelOf = ({ product }: Pick<Product, 'product'>) => textAt(product, '/libelle-fiscal');

/** Intermediate products by their INAO codes (§3.3.4, RG21). */
const INTERMEDIATE = /^1(?:.{4}[NZ]$|[RSB]175)/;
export const isIntermediate = (one: Product) => INTERMEDIATE.test(codeOf(one) ?? '');

const RAW_MATERIALS = new Set(['MATIERES_PREMIERES_SPIRITUEUX', 'MATIERES_PREMIERES_ALCOOLS']);
export const isRawMaterial = (one: Product) => RAW_MATERIALS.has(labelOf(one) ?? '');

const WITHOUT_DUTY = new Set(['4R988Y', '4B988Y', '4X999V', '5X999V']);
export const isWithoutDuty = (one: Product) => WITHOUT_DUTY.has(codeOf(one) ?? '');
