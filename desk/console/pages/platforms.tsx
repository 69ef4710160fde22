import { platformsOf } from '../../../schemas/platforms.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import { DeskFault } from '../../fault.ts';
import { queryOf } from '../../filter/query.ts';
import { awsFault } from '../../gateway/aws-fault.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { queueAges } from '../../gateway/queue-ages.ts';
import { queueDepth, queueUrlOf } from '../../gateway/queue-depth.ts';
import { platformsUnknownAt } from '../../lanes/unknown-platforms.ts';
import { deskText } from '../french/desk-text.ts';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { OldestAge } from '../layout/oldest-age.tsx';
import { Moment } from '../moment.tsx';
import { numberText, spanText } from '../numbers.ts';
import type { Page } from '../page.ts';
import { cloudWatchWords } from '../words/cloudwatch.ts';
import { platformWords } from '../words/platforms.ts';

/** The platforms: what lies on their queues, and names that submit and are not configured. */
export const platformsPage: Page = {
  path: '/platforms',
  navigation: { part: 'gateway', name: (language) => platformWords[language].title, key: 'p' },
  async show({ gateway, language, now }) {
    const words = platformWords[language];
    const { platforms: configured, alarms } = gateway.installation.configuration() ?? {};
    const known = platformsOf(configured ?? []).map(({ name }) => name);
    const [platforms, noted] = await Promise.all([
      Promise.all(known.map((name) => platformAt(gateway, name))),
      Promise.all(gateway.authorities.map((authority) => platformsUnknownAt(gateway, authority))),
    ]);
    const unknown = noted.flat().toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const asked = await queueAges(gateway, depthsOf(platforms), now);
    const mostSeconds = (alarms?.untakenMinutes ?? 0) * 60;
    const age = (count: number | undefined, queue: string, most = Number.POSITIVE_INFINITY) => {
      if (!count || 'unknown' in asked) return '';
      const found = asked.answer.get(queue);
      if (!found) return <span class="muted">{cloudWatchWords[language].notMeasured}</span>;
      return (
        <Mark tone={found.seconds > most ? 'wait' : 'none'}>
          <OldestAge age={found} language={language} />
        </Mark>
      );
    };
    const depth = (count: number | undefined) => (count === undefined ? words.noQueue : numberText(count, language));
    return {
      title: words.title,
      refreshSeconds: 30,
      content: (
        <>
          <p class="muted">
            {words.means} {cloudWatchWords[language].agesMean}{' '}
            {mostSeconds > 0 && words.untaken(spanText(0, mostSeconds * 1000, language))}
          </p>
          {'unknown' in asked && (
            <p class="notice waits">
              {cloudWatchWords[language].noAges} {deskText(asked.unknown, language)}
            </p>
          )}
          <DataTable
            caption={words.title}
            empty={configured ? words.none : words.noConfiguration}
            rows={platforms}
            columns={[
              { title: words.platform, cell: ({ name }) => name },
              { title: words.waiting, isNumber: true, isShort: true, cell: ({ waiting }) => depth(waiting) },
              {
                title: words.oldest,
                isNumber: true,
                isShort: true,
                cell: ({ waiting, outcomes }) => age(waiting, outcomes, mostSeconds),
              },
              {
                title: words.dead,
                isNumber: true,
                isShort: true,
                cell: ({ dead }) => <Mark tone={dead ? 'bad' : 'none'}>{depth(dead)}</Mark>,
              },
              {
                title: words.oldestDead,
                isNumber: true,
                isShort: true,
                cell: ({ dead, deadLetters }) => age(dead, deadLetters),
              },
              {
                title: words.filings,
                cell: ({ name }) => <a href={`/list?${queryOf({ platform: [name], since: ['7d'] })}`}>{words.open}</a>,
              },
            ]}
          />
          <h2>{words.unknown}</h2>
          {unknown.length > 0 && <p>{words.unknownMeans}</p>}
          <DataTable
            caption={words.unknown}
            empty={words.noUnknown}
            rows={unknown}
            columns={[
              { title: words.name, cell: ({ name }) => name },
              { title: words.lane, cell: ({ authority }) => authority },
              { title: words.seen, cell: ({ at }) => <Moment at={at} language={language} /> },
              {
                title: words.filings,
                cell: ({ name }) => <a href={`/list?${queryOf({ platform: [name], since: ['7d'] })}`}>{words.open}</a>,
              },
            ]}
          />
        </>
      ),
    };
  },
};

/** The numbers of messages in all queues of platforms, by the queues' names. */
const depthsOf = (platforms: readonly Awaited<ReturnType<typeof platformAt>>[]) =>
  new Map(
    platforms.flatMap(({ outcomes, waiting, deadLetters, dead }) => [
      [outcomes, waiting] as const,
      [deadLetters, dead] as const,
    ]),
  );

/** A platform with the names and the depths of its queues; undefined where there is no such queue. */
async function platformAt({ queues, installation }: GatewayConnection, name: string) {
  const sqs = await queues();
  const names = resourceNames(installation.stage).platform(name);
  const depthOf = (queue: string) =>
    queueUrlOf(sqs, queue)
      .then((url) => queueDepth(sqs, url))
      .catch((error: unknown) => {
        const fault = awsFault(error, 'AWS');
        if (fault instanceof DeskFault && fault.code === 'NO_GATEWAY') return undefined;
        throw error;
      });
  const [waiting, dead] = await Promise.all([depthOf(names.outcomes), depthOf(names.deadLetters)]);
  return { name, waiting, dead, ...names };
}
