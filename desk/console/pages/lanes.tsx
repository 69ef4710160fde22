import { queueDepth } from '../../gateway/queue-depth.ts';
import { laneStatus } from '../../lanes/lane-status.ts';
import { DataTable } from '../layout/data-table.tsx';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { laneWords } from '../words/lanes.ts';

/** How each lane stands. */
export const lanesPage: Page = {
  path: '/lanes',
  navigation: { part: 'gateway', name: (language) => laneWords[language].title, key: 'l' },
  async show({ gateway, language, now }: Visit) {
    const words = laneWords[language];
    const [sqs, ledger] = await Promise.all([gateway.queues(), gateway.ledger()]);
    const depthOf = async (url: Promise<string>) => queueDepth(sqs, await url);
    const lanes = await Promise.all(
      gateway.authorities.map(async (authority) =>
        laneStatus(
          authority,
          {
            laneSwitch: await gateway.laneSwitch(authority),
            ledger,
            share: gateway.share(authority),
            outbox: depthOf(gateway.outbox(authority)),
            deadLetters: depthOf(gateway.deadLetters(authority)),
          },
          now,
        ),
      ),
    );
    return {
      title: words.title,
      refreshSeconds: 15,
      content: (
        <DataTable
          caption={words.title}
          empty={words.none}
          rows={lanes}
          columns={[
            { title: words.lane, cell: ({ authority }) => authority },
            { title: words.state, cell: ({ breaker }) => words.states[breaker.state] },
            { title: words.outbox, isNumber: true, cell: ({ outbox }) => outbox },
            { title: words.deadLetters, isNumber: true, cell: ({ deadLetters }) => deadLetters },
          ]}
        />
      ),
    };
  },
};
