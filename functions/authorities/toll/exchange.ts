import type { TollTrouble } from '../../../schemas/toll/troubles.ts';
import type { AccessToken, AccessTokens } from '../../tokens/access-token.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import { type ReadResponse, tokenIn } from '../../tokens/token-response.ts';
import { postForm } from '../calling/post-form.ts';
import { type Asking, posting } from './grant.ts';

/**
 * [TO-1] Exchanges Maskinporten's token for one of Tolletaten, whose own words are shorter than those of RFC 8693; with
 * one new grant where that of the shared token is refused.
 * @throws {TokenFailure} where there is none
 */
export async function exchangeToken(grants: AccessTokens, asking: Asking): Promise<AccessToken> {
  const grant = await grants.get();
  const first = await exchanged(grant, asking);
  const another = isRefused(first) && !isScope(first) ? await grants.replace(grant) : undefined;
  const response = another === undefined ? first : await exchanged(another, asking);
  if (isScope(response)) throw failure('unauthorised', 'scope-not-granted');
  if (isRefused(response)) throw failure('unauthorised', 'exchange-refused');
  if ([404, 405, 410].includes(response.httpStatus)) throw failure('misdirected', 'exchange-unknown');
  return tokenIn(response, asking.now());
}

function exchanged(grant: string, asking: Asking): Promise<ReadResponse> {
  const form = { grant_type: 'token-exchange', subject_token_type: 'access_token', subject_token: grant };
  return postForm(asking.lane.exchangeUrl, form, posting(asking));
}

const isRefused = ({ httpStatus }: ReadResponse) => [400, 401, 403].includes(httpStatus);
const isScope = (response: ReadResponse) =>
  isRefused(response) && /not authori[sz]ed to request scope/i.test(response.text);

function failure(kind: 'unauthorised' | 'misdirected', detail: TollTrouble): TokenFailure {
  return new TokenFailure({ kind, cause: kind === 'misdirected' ? 'token-endpoint' : 'credentials', detail });
}
