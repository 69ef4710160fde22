import { randomUUID } from 'node:crypto';
import { countIn } from '../../test/support/queues.ts';
import { figure } from '../figure.ts';
import { type Bill, billedOf, billOf, perMessage, unitsPerMessage } from '../support/bill.ts';
import { billGoals, billValues } from '../support/bill-lines.ts';
import { queueBodies } from '../support/queue-bodies.ts';
import { startBareTolletaten } from '../support/toll/bare-tolletaten.ts';
import { startTollLane, TOLD } from '../support/toll/toll-lane.ts';
import { untilQuiet } from '../support/until-quiet.ts';

const PRESENTATIONS = 300;
const WARM_UP = 100;
const OFFICE = 'NO351001';

/** A presentation, by its number. */
type Present = (n: number) => [message: string, goods: object];

const documentOf = (type: string, n: number) => ({ documentNumber: `HC${n}`, type });
const others: readonly Present[] = [
  (n) => ['receptacle', { receptacleIdentificationNumber: `GBASFZMLBKONAUN${30_001_000_000_000 + n}` }],
  (n) => ['entry-summary-declaration', { mrn: `23NO${String(n).padStart(14, '0')}` }],
  (n) => ['master-consignment', { transportDocumentMasterLevel: documentOf('N741', n) }],
  (n) => ['container', { containerIdentificationNumber: `JARU${String(n).padStart(7, '0')}` }],
];
const house: readonly Present[] = [
  (n) => ['house-consignment', { transportDocumentHouseLevel: documentOf('N740', n) }],
];

export const requestsPresentation = figure({
  id: 'requests-presentation',
  description: `AWS's bill for a presentation to Tolletaten whose result is known at the first question, two seconds later, at 100 calls a second, counted at the stand-ins over ${PRESENTATIONS} of each sort, put on the outbox ten in a call: the other four kinds in turn, and the house consignment, which also makes the filing of its consignment and tells of it.`,
  goals: {
    ...billGoals('other', 'a presentation', 6),
    ...billGoals('house', 'a house consignment', 6),
  },
  async measure(progress) {
    const tolletaten = await startBareTolletaten();
    const lane = await startTollLane(tolletaten, 3600);
    let count = 0;
    const present = async (kinds: readonly Present[], times: number) => {
      const bodies = Array.from({ length: times }, () => submission(kinds, count++));
      await queueBodies(lane.sqs, lane.gateway.ready.queues.toll?.outbox, bodies);
      await untilQuiet(lane, 'toll');
      if (tolletaten.presented.size !== count) throw new Error(`${tolletaten.presented.size} of ${count} came`);
    };
    try {
      progress(`presents ${WARM_UP} to warm up`);
      await present(house, WARM_UP);
      progress(`presents ${PRESENTATIONS} of the kinds that file nothing else`);
      const other = await billOf(lane, () => present(others, PRESENTATIONS));
      progress(`presents ${PRESENTATIONS} house consignments`);
      const ofHouse = await billOf(lane, () => present(house, PRESENTATIONS));
      // A house consignment has two outcomes: that of its presentation, and that it is held.
      const told = await countIn(lane.sqs, lane.gateway.ready.queues.outcomes?.[TOLD] ?? '');
      if (told !== count + WARM_UP + PRESENTATIONS) throw new Error(`${told} outcomes were told`);
      return {
        values: {
          ...billValues('other', billedOf(other, 0, PRESENTATIONS)),
          ...billValues('house', billedOf(ofHouse, 0, PRESENTATIONS)),
        },
        notes: [...notesOf('a presentation', other), ...notesOf('a house consignment', ofHouse)],
      };
    } finally {
      await lane.stop();
      await tolletaten.close();
    }
  },
});

function submission(kinds: readonly Present[], n: number): string {
  const [message, goods] = (kinds[n % kinds.length] as Present)(n);
  const payload = { requestId: randomUUID(), customsOfficeOfPresentation: OFFICE, ...goods };
  return JSON.stringify({ authority: 'toll', message, platform: TOLD, payload });
}

function notesOf(what: string, { units, sqs, sns, lambda }: Bill): string[] {
  const counts = [lambda, sqs, sns].map((each) => perMessage(each, PRESENTATIONS)).join('; ');
  return [`${what}: write units ${unitsPerMessage(units, PRESENTATIONS)}; ${counts}.`];
}
