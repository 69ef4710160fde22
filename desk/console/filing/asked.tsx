import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { nounIn } from '../said.ts';
import type { Visit } from '../visit.ts';
import { answerWords } from '../words/answer.ts';
import { filingWords } from '../words/filing.ts';
import { PATIENCE_MS } from './awaited.ts';

const receivedOf = ({ history }: Filing) => history.filter(({ direction }) => direction === 'received').length;

/** The query of the page that awaits the answer: when it was asked, and what had come of the filing by then. */
export function askedQuery(filing: Filing, now: Date): string {
  return new URLSearchParams({ asked: now.toISOString(), received: String(receivedOf(filing)) }).toString();
}

/** The answer to a question about a filing: still awaited, come, or late; undefined where nobody asked. */
export function askedOn({ url, now }: Visit, filing: Filing): 'awaited' | 'come' | 'late' | undefined {
  const asked = Date.parse(url.searchParams.get('asked') ?? '');
  if (Number.isNaN(asked)) return undefined;
  if (receivedOf(filing) > Number(url.searchParams.get('received'))) return 'come';
  return now.getTime() - asked < PATIENCE_MS ? 'awaited' : 'late';
}

/** The sentence about the answer that is awaited. */
export function AskedNotice({ asked, visit: { language } }: { asked: ReturnType<typeof askedOn>; visit: Visit }) {
  const { waits, stillWaits } = answerWords[language];
  if (asked === undefined) return null;
  if (asked === 'come')
    return (
      <p class="notice done" role="status">
        {filingWords[language].answerCame}
      </p>
    );
  return <p class="notice waits">{asked === 'awaited' ? waits : stillWaits}</p>;
}

/** The form that asks the authority how a filing stands. */
export function AskForm({ visit, of }: { visit: Visit; of: FilingKey }) {
  const words = filingWords[visit.language];
  const { authority, kind, reference } = of;
  return (
    <ActionForm visit={visit} action="ask" fields={{ authority, kind, reference }} button={words.ask} asksWhy>
      <p>{words.askMeans(nounIn(authority, visit.language))}</p>
    </ActionForm>
  );
}
