import { type AuthorityName, authorityNames, catalogue } from '../../../schemas/catalogue.ts';
import { toyContract } from './contract.ts';

/**
 * The toy in the catalogue of the test file that imports this: every test file has its modules to itself, and the
 * catalogue of production never holds it.
 */
export const TOY = 'toy' as AuthorityName;

Object.assign(catalogue, { [TOY]: toyContract });
authorityNames.push(TOY);
