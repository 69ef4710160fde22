import type { ArrivalWanted, DeskAuthority } from '../../authorities/desk-authority.ts';
import { deskAuthorities } from '../../authorities/registry.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { pastedReferences } from '../list/pasted.ts';

/** The fields by which they are named, in an address or a form. */
export const arrivedFields = ['document', 'references', 'platform'] as const;

/** The filings that an address or a form names. */
export function arrivalWanted(fields: URLSearchParams): ArrivalWanted {
  const given = (field: (typeof arrivedFields)[number]) => fields.get(field)?.trim() || undefined;
  const { references } = pastedReferences(given('references') ?? '');
  return { document: given('document'), references, platform: given('platform') };
}

/** The first authority of a gateway that takes arrivals. */
export function arrivingAuthority({ authorities }: Pick<GatewayConnection, 'authorities'>): DeskAuthority['arrivals'] {
  return authorities.map((name) => deskAuthorities[name].arrivals).find((arrivals) => arrivals !== undefined);
}
