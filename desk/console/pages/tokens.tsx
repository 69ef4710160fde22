import type { SharedToken } from '../../../functions/tokens/access-token.ts';
import { countedRequests } from '../../../functions/tokens/daily-requests.ts';
import { type AuthorityName, callsBack, contractOf } from '../../../schemas/catalogue.ts';
import { settingsOf } from '../../../schemas/settings.ts';
import { codesOf } from '../../../schemas/trouble.ts';
import { tokenStatusOf } from '../../actions/rotate-token.ts';
import type { TokenStatus } from '../../token/token-status.ts';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { Moment } from '../moment.tsx';
import { spanText } from '../numbers.ts';
import type { Page } from '../page.ts';
import { nounIn } from '../said.ts';
import type { Visit } from '../visit.ts';
import { tokenWords } from '../words/tokens.ts';

/** The tokens that authorities call back with, and those that they are called with. Their values are shown to nobody. */
export const tokensPage: Page = {
  path: '/tokens',
  navigation: { part: 'gateway', name: (language) => tokenWords[language].title, key: 't' },
  async show(visit) {
    const { gateway, language, now } = visit;
    const words = tokenWords[language];
    const callers = gateway.authorities.filter(callsBack);
    const withToken = gateway.authorities.filter((authority) => settingsOf(authority).urls.tokens);
    const [status, access] = await Promise.all([
      callers.length > 0 ? tokenStatusOf(gateway, now) : undefined,
      Promise.all(
        withToken.map(async (authority) => ({
          authority,
          shared: await (await gateway.accessToken(authority)).read(),
        })),
      ),
    ]);
    return {
      title: words.title,
      content: (
        <>
          <section>
            <h2>{words.callback}</h2>
            {status ? <Callback status={status} callers={callers} visit={visit} /> : <p>{words.nobodyCalls}</p>}
          </section>
          <section>
            <h2>{words.access}</h2>
            <p class="muted">{words.accessMeans}</p>
            <Access tokens={access} visit={visit} />
          </section>
        </>
      ),
    };
  },
};

function Callback({
  status,
  callers,
  visit,
}: {
  status: TokenStatus;
  callers: readonly AuthorityName[];
  visit: Visit;
}) {
  const { language, gateway } = visit;
  const words = tokenWords[language];
  const caller = callers.map((authority) => nounIn(authority, language)).join(', ');
  const Caller = `${caller.charAt(0).toUpperCase()}${caller.slice(1)}`;
  const { versions, usedByAuthority, changeWouldRefuse } = status;
  return (
    <>
      <p>{words.callbackMeans(caller)}</p>
      <DataTable
        caption={words.callback}
        empty={words.none}
        rows={versions}
        columns={[
          {
            title: words.token,
            cell: ({ token }) => <Mark tone={token === usedByAuthority ? 'good' : 'none'}>{words.tokens[token]}</Mark>,
          },
          { title: words.created, cell: ({ createdAt }) => <Moment at={createdAt} language={language} isFull /> },
          {
            title: words.lastUsed,
            cell: ({ lastUsedAt }) =>
              lastUsedAt ? <Moment at={lastUsedAt} language={language} isFull /> : words.unused,
          },
          { title: words.version, cell: ({ versionId }) => <code>{versionId}</code> },
        ]}
      />
      <p>{usedByAuthority ? words.usedNow(Caller, words.tokens[usedByAuthority]) : words.usedNever(Caller)}</p>
      {changeWouldRefuse ? (
        <p>{words.mayNotChange}</p>
      ) : (
        <>
          <p>{words.mayChange}</p>
          <pre>
            <code>npx declarant token rotate --out new-token.txt{gateway.options}</code>
          </pre>
        </>
      )}
    </>
  );
}

interface LaneToken {
  authority: AuthorityName;
  shared: SharedToken;
}

function Access({ tokens, visit }: { tokens: readonly LaneToken[]; visit: Visit }) {
  const { language, now } = visit;
  const words = tokenWords[language];
  return (
    <DataTable
      caption={words.access}
      empty={words.needsNone}
      rows={tokens}
      columns={[
        { title: words.lane, cell: ({ authority }) => authority },
        {
          title: words.obtained,
          cell: ({ shared: { token } }) =>
            token ? <Moment at={new Date(token.obtainedAt).toISOString()} language={language} /> : words.noToken,
        },
        { title: words.age, cell: ({ shared: { token } }) => token && spanText(token.obtainedAt, now, language) },
        {
          title: words.expires,
          cell: ({ shared: { token } }) => token && <Expiry at={token.expiresAt} visit={visit} />,
        },
        { title: words.failed, cell: ({ shared: { failed } }) => failed && <Failed failed={failed} visit={visit} /> },
        {
          title: words.requests,
          cell: ({ authority, shared: { requests } }) => {
            const limit = contractOf(authority).tokensPerDay;
            return limit && words.ofLimit(countedRequests(requests, now.getTime()).length, limit);
          },
        },
      ]}
    />
  );
}

function Expiry({ at, visit: { language, now } }: { at: number; visit: Visit }) {
  if (at <= now.getTime()) return <Mark tone="wait">{tokenWords[language].expired}</Mark>;
  return <Moment at={new Date(at).toISOString()} language={language} />;
}

function Failed({ failed, visit: { language } }: { failed: NonNullable<SharedToken['failed']>; visit: Visit }) {
  return (
    <>
      <Moment at={new Date(failed.at).toISOString()} language={language} /> <code>{codesOf(failed)}</code>
      <div class="muted">
        {tokenWords[language].nextRequest} <Moment at={new Date(failed.until).toISOString()} language={language} />
      </div>
    </>
  );
}
