import type { ReadFiling } from '../../../functions/ledger/filing.ts';
import type { AllowedNext } from '../../actions/allowed-messages.ts';
import { filingPath } from '../filing-path.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { Moment } from '../moment.tsx';
import { nounIn, saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { filingWords } from '../words/filing.ts';
import { AskForm } from './asked.tsx';

export interface DoingsProperties {
  visit: Visit;
  read: ReadFiling;
  /** The messages that may follow. */
  allowed: AllowedNext;
}

/** The actions that a person may take on a filing now, each with what follows from it. */
export function Doings({ visit, read, allowed }: DoingsProperties) {
  const { language, may } = visit;
  const words = filingWords[language];
  const { key, filing } = read;
  const { status } = filing;
  const { authority, kind, reference } = key;
  const fields = { authority, kind, reference };
  const isDown = status === 'refused' || status === 'rejected' || status === 'failed';
  const { messages: next, canAsk } = allowed;
  const isWaiting = status === 'waiting' || status === 'stuck';
  return (
    <section aria-labelledby="doings" class="doings">
      <h2 id="doings">{words.now}</h2>
      {isDown && may('correct') && (
        <p>
          <a class="button first" href={filingPath(key, '/correct')}>
            {words.correct}
          </a>
        </p>
      )}
      {may('submit') && next.length > 0 && (
        <ul class="following">
          {next.map(({ contract, until }) => (
            <li>
              <a class="button" href={filingPath(key, `/follow/${encodeURIComponent(contract.message)}`)}>
                {contract.message}
              </a>{' '}
              {saidOf(authority, language)(contract.title)}{' '}
              {until !== undefined && (
                <span class="muted">
                  ({words.until} <Moment at={until} language={language} />)
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isDown && !isWaiting && status !== 'unclear' && next.length === 0 && !canAsk && (
        <p class="muted">{words.nothingNow}</p>
      )}
      {canAsk && <AskForm visit={visit} of={key} />}
      {isWaiting && (
        <ActionForm visit={visit} action="withdraw" fields={fields} button={words.withdraw} look="warning" asksWhy>
          <p>{words.withdrawMeans}</p>
        </ActionForm>
      )}
      {status === 'unclear' && (
        <ActionForm visit={visit} action="settle" fields={fields} button={words.settle} asksWhy>
          <p>{words.settleMeans(nounIn(authority, language))}</p>
          <label class="choice">
            <input type="radio" name="finding" value="created" required /> {words.created}{' '}
            <input name="created" maxlength={100} autocomplete="off" aria-label={words.created} />
          </label>
          <label class="choice">
            <input type="radio" name="finding" value="not-created" required /> {words.notCreated}
          </label>
        </ActionForm>
      )}
    </section>
  );
}
