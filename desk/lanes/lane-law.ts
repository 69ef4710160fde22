import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { Law } from '../../schemas/law.ts';
import { lawOf } from '../../schemas/settings.ts';

/** The law by which an authority's lane judges messages in a configuration, or without one. */
export function laneLaw(
  configuration: Pick<Configuration, 'lanes' | 'files'> | undefined,
  authority: AuthorityName,
): Law {
  return lawOf(authority, configuration?.lanes[authority], configuration?.files[authority]);
}
