import { deskAuthorities } from '../../../desk/authorities/registry.ts';
import { authorityNames, catalogue } from '../../../schemas/catalogue.ts';
import { settings } from '../../../schemas/settings.ts';
import { toyDesk } from './desk.ts';
import { TOY } from './register.ts';

/**
 * The toy as the only authority of the test file that imports this, for the desk, which names in its texts and tables
 * the authorities that there are. It is imported before all else, since the desk's words are made when they are loaded.
 */
for (const registry of [catalogue, settings, deskAuthorities])
  for (const name of Object.keys(registry)) if (name !== TOY) Reflect.deleteProperty(registry, name);
Object.assign(deskAuthorities, { [TOY]: toyDesk });
authorityNames.splice(0, authorityNames.length, TOY);
