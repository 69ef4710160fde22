import { type AuthorityName, authorityNames, catalogue, filingKinds } from '../../../schemas/catalogue.ts';
import { settings } from '../../../schemas/settings.ts';
import { toyContract } from './contract.ts';
import { toySettings } from './settings.ts';

/**
 * The toy in the registries of the test file that imports this: every test file has its modules to itself, and those
 * of production never hold it. What is made of a registry when it is loaded has to be imported after this.
 */
export const TOY = 'toy' as AuthorityName;

Object.assign(catalogue, { [TOY]: toyContract });
Object.assign(settings, { [TOY]: toySettings });
if (!authorityNames.includes(TOY)) authorityNames.push(TOY);
filingKinds.push(...Object.keys(toyContract.kinds).filter((kind) => !filingKinds.includes(kind)));
