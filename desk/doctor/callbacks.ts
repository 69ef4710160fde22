import * as z from 'zod';
import { type AuthorityName, callbackRoutes, callsBack, fillPath } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { type Diagnosis, type Finding, fault, ok, warning } from './diagnosis.ts';
import { noAnswerReason } from './no-answer-reason.ts';

/** The form of an error that leaves [H7-R1]. */
const contractError = z.object({ errorCode: z.string(), errorDescription: z.string() });

/** The gateway itself answers within 29 s, or API Gateway does for it. */
const TIMEOUT_MS = 30_000;

/**
 * Calls the gateway as an authority does, from here: without a token, which must be refused with 401, and on an
 * address that is not there, which must be 404. Nothing is stored of either.
 */
export async function callbackChecks(
  url: string | undefined,
  authorities: readonly AuthorityName[],
  { putUp, stage }: Installation,
  fetch: typeof globalThis.fetch,
): Promise<Diagnosis[]> {
  if (!url) {
    const finding = warning(
      `where ${nounOf(authorities.filter(callsBack))} calls back is not known here`,
      `see the deployment, or name it with --callback-url; it is in the parameter ${resourceNames(stage).parameters.callbackUrl}`,
    );
    return [{ part: 'callbacks', ...finding }];
  }
  const base = url.replace(/\/+$/, '');
  // One route for each prefix under which an authority may call.
  const routes = callbackRoutes(authorities);
  const first = routes.filter(({ arrivalPath, authority }) => {
    return arrivalPath === routes.find((one) => one.authority === authority)?.arrivalPath;
  });
  const calls = [
    ...first.map(({ path }) => ({ path: fillPath(path, placeholder), status: 401 })),
    { path: '/declarant-doctor', status: 404 },
  ];
  return Promise.all(
    calls.map(async ({ path, status }) => {
      const part = status === 401 ? 'callbacks' : 'unknown address';
      return { part, ...(await answered(`${base}${path}`, status, putUp, fetch)) };
    }),
  );
}

/** Fills whatever part a path has. */
const placeholder = new Proxy({}, { get: () => 'declarant-doctor' });

async function answered(url: string, wanted: number, putUp: string, fetch: typeof globalThis.fetch): Promise<Finding> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.json().catch(() => undefined);
  } catch (error) {
    const why = noAnswerReason(error);
    if (!why) throw error;
    return fault(`${url} cannot be reached: ${why}`, 'check the callback URL, its DNS record and its certificate');
  }
  const isContract = contractError.safeParse(body).success;
  if (response.status === wanted && isContract)
    return ok(`${url} answers ${wanted}${wanted === 401 ? ' without a token' : ''}, in the contract's form`);
  if (response.status === wanted)
    return fault(
      `${url} answers ${wanted}, and not in the contract's form: it is not the gateway`,
      'check the callback URL',
    );
  if (response.status === 500 && isContract)
    return fault(`${url} answers 500`, "see the receiver's log, and the secret of the callback token");
  if (response.status < 300)
    return fault(`${url} answers ${response.status} without a token: it is not the gateway`, 'check the callback URL');
  return fault(
    `${url} answers ${response.status}, where ${wanted} was to be expected`,
    `check the callback URL; or ${putUp}`,
  );
}
