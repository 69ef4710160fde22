import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { settingsOf } from '../../../schemas/settings.ts';
import { codesOf } from '../../../schemas/trouble.ts';
import type { BreakerStatus } from '../../lanes/lane-status.ts';
import { Moment } from '../moment.tsx';
import type { Visit } from '../visit.ts';
import { troubleWords } from '../words/causes.ts';
import { laneWords } from '../words/lanes.ts';
import { Mark } from './mark.tsx';

const tones = { closed: 'good', open: 'bad', probing: 'wait', ramping: 'wait', paused: 'wait' } as const;

/** The state of a lane, and why it is so. */
export function BreakerState({
  authority,
  breaker,
  visit,
}: {
  authority: AuthorityName;
  breaker: BreakerStatus;
  visit: Visit;
}) {
  const { language } = visit;
  const words = laneWords[language];
  const name = breaker.state === 'ramping' ? words.ramping(breaker.percent) : words.states[breaker.state];
  return (
    <>
      <Mark tone={tones[breaker.state]}>{name}</Mark>
      {breaker.state !== 'closed' && (
        <>
          {' '}
          {words.since} <Moment at={breaker.since} language={language} />
        </>
      )}
      {breaker.state === 'paused' && <div>{breaker.reason}</div>}
      {(breaker.state === 'open' || breaker.state === 'probing') && (
        <div>
          {troubleWords(breaker, settingsOf(authority).urls, language).means} <code>{codesOf(breaker)}</code>
        </div>
      )}
    </>
  );
}
