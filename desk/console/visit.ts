import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Language } from './language.ts';
import type { GatewayPlace } from './place.ts';

/** A request of a person who has a session: all that a page or an action may know. */
export interface Visit {
  gateway: GatewayConnection;
  place: GatewayPlace;
  language: Language;
  /** The address as the person sees it. */
  url: URL;
  /** The values of the path's parameters, by their names. */
  parameters: Readonly<Record<string, string>>;
  /** The fields of a posted form; none where a page is only looked at. */
  form: URLSearchParams;
  now: Date;
  /** True if the action of this name may be offered: neither the console nor the credentials only read. */
  may(action: string): boolean;
  /** The value that each form posts back (`ActionForm` does), so that no other page can post in this session. */
  antiForgery: string;
}
