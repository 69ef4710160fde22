import type { ArrivedFilings } from '../../authorities/desk-authority.ts';
import { DeskFault } from '../../fault.ts';
import { arrivalWanted, arrivedFields, arrivingAuthority } from '../arrivals/arrived.ts';
import { deskText } from '../french/desk-text.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { FactList } from '../layout/fact-list.tsx';
import { platformNames } from '../list/platform-names.ts';
import { numberText } from '../numbers.ts';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { arriveWords } from '../words/arrive.ts';

/** The form by which an arrival is announced: first a look at what it would do, then the reason. */
export const arrivePage: Page = {
  path: '/arrive',
  navigation: { part: 'filings', name: (language) => arriveWords[language].title, key: 'v' },
  async show(visit) {
    const { gateway, language, url } = visit;
    const words = arriveWords[language];
    const arrivals = arrivingAuthority(gateway);
    if (!arrivals) return { title: words.title, content: <p>{words.noLane}</p> };
    const wanted = arrivalWanted(url.searchParams);
    const isGiven = wanted.document !== undefined || wanted.references.length > 0;
    const found = isGiven ? await arrivals.preview(gateway, wanted).catch(faultOf) : undefined;
    return {
      title: words.title,
      ...(found instanceof DeskFault && { status: 400 as const }),
      content: (
        <>
          <p>{words.means}</p>
          <WantedForm visit={visit} />
          {found instanceof DeskFault && <p class="notice failed">{deskText(found.message, language)}</p>}
          {found && !(found instanceof DeskFault) && <Preview visit={visit} found={found} />}
        </>
      ),
    };
  },
};

function faultOf(error: unknown): DeskFault {
  if (error instanceof DeskFault) return error;
  throw error;
}

function WantedForm({ visit: { gateway, language, url } }: { visit: Visit }) {
  const words = arriveWords[language];
  const given = (field: (typeof arrivedFields)[number]) => url.searchParams.get(field) ?? '';
  return (
    <form method="get" action="/arrive" class="fields">
      <div class="field">
        <label for="document">{words.document}</label>
        <input
          id="document"
          name="document"
          value={given('document')}
          placeholder={words.documentHint}
          autocomplete="off"
        />
      </div>
      <div class="field">
        <label for="references">{words.references}</label>
        <textarea id="references" name="references" rows={2} spellcheck={false}>
          {given('references')}
        </textarea>
      </div>
      <div class="field">
        <label for="platform">{words.platform}</label>
        <select id="platform" name="platform">
          <option value="">{words.allPlatforms}</option>
          {platformNames(gateway).map((name) => (
            <option value={name} selected={name === given('platform')}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p class="buttons">
        <button type="submit" class="first">
          {words.look}
        </button>
      </p>
    </form>
  );
}

function Preview({ visit, found }: { visit: Visit; found: ArrivedFilings }) {
  const { language, url } = visit;
  const words = arriveWords[language];
  const names = ['ready', 'waiting', 'rejected', 'skipped', 'unknown'] as const;
  const shown = names.filter((name) => name !== 'unknown' || found.unknown > 0);
  const fields = Object.fromEntries(arrivedFields.map((field) => [field, url.searchParams.get(field) ?? '']));
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <FactList facts={shown.map((name) => [words[name], numberText(found[name], language)] as const)} />
      <ActionForm visit={visit} action="arrive" fields={fields} button={words.announce} look="first" asksWhy />
    </section>
  );
}
