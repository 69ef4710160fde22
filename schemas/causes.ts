import type { AuthorityError } from './contract.ts';
import type { LaneSettings } from './lane-settings.ts';
import { type CauseCode, type CauseText, codesOf, type NamedCause, type Trouble } from './trouble.ts';

/** The place that was called: the authority's service, or the endpoint that gives its access tokens. */
interface Place {
  who: string;
  /** The key of its URL in the lane's configuration; only a remedy names it. */
  url: string;
  /** Its calls have no access token. */
  isWithoutToken?: boolean;
}

type Text = (place: Place) => CauseText;

/** The words for a lane's URLs where it is not known whose they are. */
const ANY_LANE = { service: "the service's URL", tokens: "the token endpoint's URL" };

const passing = (means: string, remedy: string): CauseText => ({ means, remedy, heals: true });
const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });

const refused = 'the token endpoint refuses the credentials';

/** Causes that have a name; an answer of the authority is `http-` and its status. */
const named = {
  dns: ({ who, url }) =>
    lasting(
      `the name of ${who}'s host is not known (DNS)`,
      `correct ${url}, or the DNS of the network that the sender runs in; or ask whether ${who} has moved`,
    ),
  refused: ({ who, url }) =>
    passing(
      `${who} refuses the connection: nobody listens there`,
      `check the host and the port in ${url}, and ask whether ${who} is up`,
    ),
  unreachable: ({ who }) =>
    passing(`no route leads to ${who}`, 'check the routes and the firewall of the network that the sender runs in'),
  'connect-timeout': ({ who }) =>
    passing(
      `the connection to ${who} times out`,
      "check the firewall on the way, and whether the authority admits the sender's address",
    ),
  timeout: ({ who }) =>
    passing(
      `${who} takes the connection, and does not answer in time`,
      `ask whether ${who} is up, and look at timeoutSeconds`,
    ),
  reset: ({ who }) =>
    passing(`${who} breaks the connection before it answers`, `ask whether ${who} is up, or a proxy is in the way`),
  tls: ({ who, url }) =>
    lasting(
      `no secure connection to ${who} can be made (TLS)`,
      `look at the certificate of the host in ${url}: it has expired, names another host, or is signed by nobody trusted here, nor by the authorities in the lane's secret, if it has any (WRONG_VERSION_NUMBER: no TLS is spoken at that port); have it renewed, or correct ${url}. Nothing is sent without it`,
    ),
  'not-http': ({ who, url }) =>
    lasting(`${who} answers with something other than HTTP`, `check the scheme, the host and the port in ${url}`),
  connection: ({ who }) => passing(`the connection to ${who} fails`, 'look up the code of Node.js'),
  'token-endpoint': ({ url }) => lasting('no access token can be obtained', `check ${url} in the configuration`),
  credentials: () =>
    lasting(
      refused,
      'put the right ones into the secret that credentialsSecret names: the next try takes them, after the pause. The account may be locked, or its password have expired: ask the authority',
    ),
  secret: () =>
    lasting(
      'the secret with the credentials cannot be used',
      'look at its name in credentialsSecret, at its JSON, and who may read it',
    ),
  aws: () =>
    passing('AWS failed while the access token was fetched', 'look up the error, and check who may use the table'),
} as const satisfies Record<NamedCause, Text>;

const moved: Text = ({ who, url }) =>
  lasting(`${who} does not know the URL`, `correct ${url}, or ask whether ${who} has moved`);
const busy: Text = ({ who }) =>
  passing(`${who} asks for fewer calls`, "lower the lane's share, and ask what the authority grants");
const behind: Text = ({ who }) =>
  passing(`a proxy in front of ${who} gets no answer from it`, `ask whether ${who} is up`);
const notAdmitted: Text = ({ who, isWithoutToken }) =>
  lasting(
    `${who} does not admit the call`,
    isWithoutToken
      ? 'ask whether the account and its certificate may use the service'
      : 'try another access token: npx declarant doctor --new-token; and ask whether the account may use the service',
  );

/** The meanings of single statuses; all others are explained by their hundred. */
const statuses: Readonly<Record<number, Text>> = {
  401: notAdmitted,
  403: notAdmitted,
  404: moved,
  405: ({ who, url }) =>
    lasting(`${who} takes no such call at this URL`, `correct ${url}: it is another service's, or lacks a part`),
  407: ({ who }) => lasting(`a proxy in front of ${who} asks for credentials`, 'let the calls bypass the proxy'),
  408: ({ who }) => passing(`${who} did not get the request in time`, 'look at the network on the way'),
  409: ({ who }) =>
    lasting(`${who} finds the call in conflict with another one`, 'see which message it is, and ask the authority'),
  410: moved,
  415: ({ who, url }) =>
    lasting(`${who} takes no such content at this URL`, `correct ${url}, or extraHeaders, if the lane has any`),
  421: moved,
  425: busy,
  429: busy,
  500: ({ who }) => passing(`${who} fails`, `ask whether ${who} is up`),
  502: behind,
  503: ({ who }) => passing(`${who} is not available now`, `see whether ${who} announced a maintenance`),
  504: behind,
};
const families: Readonly<Record<string, Text>> = {
  3: ({ who, url }) =>
    lasting(`${who} redirects to another URL, which is not followed`, `set ${url} to the URL that it leads to`),
  5: ({ who }) => passing(`${who} fails`, `ask whether ${who} is up`),
};
const strange: Text = ({ who, url }) =>
  lasting(`${who} does not take the call`, `check ${url}, and ask the authority what this status means`);

const faulty = 'the token endpoint finds our request wrong';
const down = passing('the token endpoint says that it fails for now', 'ask whether the token endpoint is up');

/** The meanings of a token endpoint's own codes (RFC 6749 §5.2, and two of RFC 6749 §4.1.2.1 that occur there too). */
const oauth: Readonly<Record<string, Text>> = {
  invalid_client: () =>
    lasting(refused, 'correct the client in the secret, or clientAuthentication (body or basic), if the lane has it'),
  invalid_grant: () => lasting(refused, 'correct the account in the secret; it may be locked: ask the authority'),
  unauthorized_client: () => lasting(refused, 'ask the authority whether the account may use its service'),
  invalid_scope: () => lasting(faulty, 'correct scope in the configuration'),
  unsupported_grant_type: ({ url }) => lasting(faulty, `check ${url}: this one knows no such grant`),
  invalid_request: () => lasting(faulty, 'check scope in the configuration, and clientAuthentication, if it is there'),
  temporarily_unavailable: () => down,
  server_error: () => down,
};

const own: Record<string, CauseText> = {};

/**
 * The meanings of codes that an authority's token endpoints have of their own: from then on they explain a trouble with
 * such a detail.
 */
export function ownCauses<T extends Readonly<Record<string, CauseText>>>(texts: T): T {
  Object.assign(own, texts);
  return texts;
}

/**
 * Explains a cause, also an unknown one: another version may have written it.
 * @param urls the keys of the lane's URLs, for the remedy
 */
export function explain({ cause, detail }: Trouble, urls: LaneSettings['urls'] = ANY_LANE): CauseText {
  if (detail !== undefined && Object.hasOwn(own, detail)) return own[detail] as CauseText;
  const tokens: Place = { who: 'the token endpoint', url: urls.tokens ?? ANY_LANE.tokens };
  if (detail !== undefined && Object.hasOwn(oauth, detail)) return (oauth[detail] as Text)(tokens);
  if (cause !== 'token-endpoint')
    return lookUp(cause, { who: 'the authority', url: urls.service, isWithoutToken: urls.tokens === undefined });
  if (detail === 'no-token') return lasting('the token endpoint gives no access token', `check ${tokens.url}`);
  if (detail === 'daily-limit')
    return passing(
      'no access token may be asked for now: the limit of requests in 24 hours is reached',
      'see in the events why tokens were refused or not given; the lane goes on once the oldest request is a day old',
    );
  const [reason = ''] = (detail ?? '').split(' ');
  if (!isCause(reason)) return lookUp(cause, tokens);
  const { means, ...rest } = lookUp(reason, tokens);
  return { means: `no access token can be obtained: ${means}`, ...rest };
}

/** The advice about a lane that does not send for this cause: one that passes by itself needs nothing at first. */
export function adviceFor(trouble: Trouble, urls?: LaneSettings['urls']): string {
  const { heals, remedy } = explain(trouble, urls);
  if (!heals) return remedy;
  return `nothing at first: the lane tries again and goes on by itself. Where it lasts, ${remedy}`;
}

/** A cause on one line: `tls (CERT_HAS_EXPIRED): no secure connection …`. */
export function troubleLine(trouble: Trouble): string {
  return `${codesOf(trouble)}: ${explain(trouble).means}`;
}

/** A cause in the form in which an authority's errors are shown. */
export function troubleError(trouble: Trouble): AuthorityError {
  const { cause, detail } = trouble;
  const { means } = explain(trouble);
  return { errorCode: cause, errorDescription: detail === undefined ? means : `${means} (${detail})` };
}

/** All causes, for lists. */
export const causeCodes: readonly CauseCode[] = [
  ...(Object.keys(named) as NamedCause[]),
  'http-302',
  ...Object.keys(statuses).map((status): CauseCode => `http-${Number(status)}`),
];

function isCause(code: string): boolean {
  return Object.hasOwn(named, code) || code.startsWith('http-');
}

function lookUp(cause: string, place: Place): CauseText {
  if (Object.hasOwn(named, cause)) return named[cause as NamedCause](place);
  const status = /^http-(\d{3})$/.exec(cause)?.[1];
  if (status === undefined) return passing(`${place.who} cannot be spoken to`, 'see what its messages say');
  const { means, ...rest } = (statuses[Number(status)] ?? families[status.charAt(0)] ?? strange)(place);
  return { means: `${means} (${status})`, ...rest };
}
