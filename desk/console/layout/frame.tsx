import type { Child } from 'hono/jsx';
import { assets } from '../assets.ts';
import { colonIn } from '../colon.ts';
import type { Language } from '../language.ts';
import { navigationParts, type Page, type Shown } from '../page.ts';
import type { GatewayPlace } from '../place.ts';
import { type ActionNotice, type Theme, themes } from '../security/sessions.ts';
import { frameWords } from '../words/frame.ts';
import { Fact } from './fact-list.tsx';

/** All that the frame around a page shows. */
export interface FrameProperties {
  language: Language;
  theme: Theme;
  /** The place; none before there is a session. */
  place?: GatewayPlace;
  isReadOnly?: boolean;
  pages?: readonly Page[];
  /** The path and query of the page, to which switches lead back. */
  here?: string;
  antiForgery?: string;
  notice?: ActionNotice | undefined;
  shown: Shown;
}

/** A whole document: the frame with a page's content in its main landmark. */
export function ConsoleFrame(properties: FrameProperties) {
  const { language, theme, place, shown, notice, pages = [], here = '/' } = properties;
  const words = frameWords[language];
  return (
    <html lang={language} data-theme={theme} data-kind={place?.kind ?? 'none'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{titleOf(shown.title, place)}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets.style.path} />
        <script src={assets.script.path} defer />
        {shown.scripts?.map((name) => (
          <script src={assets[name as keyof typeof assets].path} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        {place && <Header {...properties} place={place} />}
        <div class="columns">
          {place && <Navigation language={language} pages={pages} here={here} />}
          <main id="main" tabindex={-1} {...(shown.refreshSeconds && { 'data-refresh': shown.refreshSeconds })}>
            {notice && (
              <p class={`notice ${notice.kind}`} role={notice.kind === 'done' ? 'status' : 'alert'}>
                {notice.says}
              </p>
            )}
            <h1>{shown.title}</h1>
            {shown.content}
          </main>
        </div>
      </body>
    </html>
  );
}

/** The title of a tab names the stage first where it is production: several tabs are told apart. */
function titleOf(title: string, place: GatewayPlace | undefined): string {
  const stage = place ? ` · ${place.stage}` : '';
  return `${place?.kind === 'production' ? '● ' : ''}${title}${stage} · Declarant`;
}

function Header({
  language,
  theme,
  place,
  isReadOnly,
  here = '/',
  antiForgery = '',
}: FrameProperties & { place: GatewayPlace }) {
  const words = frameWords[language];
  return (
    <header class={`bar ${place.kind}`}>
      <button type="button" popovertarget="pages">
        {words.menu}
      </button>
      <a class="brand" href="/">
        {words.product}
      </a>
      <dl class="place">
        <Fact name={words.stage}>
          <strong>{place.stage}</strong> <span class="kind">{words.kinds[place.kind]}</span>
        </Fact>
        <Fact name={words.account}>
          {place.account ?? (place.kind === 'local' ? words.thisMachine : words.noAccount)}
        </Fact>
        <Fact name={words.region}>{place.region}</Fact>
      </dl>
      {isReadOnly && (
        <span class="read-only" title={words.readOnlyMeans}>
          {words.readOnly}
        </span>
      )}
      <search>
        <form action="/search" method="get">
          <label class="hidden" for="search">
            {words.search}
          </label>
          <input
            id="search"
            type="search"
            name="q"
            placeholder={words.searchFor}
            autocomplete="off"
            aria-keyshortcuts="/"
          />
        </form>
      </search>
      <details class="switches">
        <summary title={words.settings}>
          <span aria-hidden="true">{language.toUpperCase()}</span>
          <span class="hidden">{words.settings}</span>
        </summary>
        <form method="post" action="/preferences">
          <input type="hidden" name="anti-forgery" value={antiForgery} />
          <input type="hidden" name="back" value={here} />
          <Switch legend={words.language}>
            <button type="submit" name="language" value="en" lang="en" aria-pressed={language === 'en'}>
              English
            </button>
            <button type="submit" name="language" value="fr" lang="fr" aria-pressed={language === 'fr'}>
              Français
            </button>
          </Switch>
          <Switch legend={words.theme}>
            {themes.map((one) => (
              <button type="submit" name="theme" value={one} aria-pressed={theme === one}>
                {words.themes[one]}
              </button>
            ))}
          </Switch>
          {place.actor && (
            <p class="you">
              {`${words.you}${colonIn(language)}`}
              <code>{place.actor}</code>
            </p>
          )}
          <p>
            <a href="/keyboard">{words.keyboard}</a>
          </p>
        </form>
      </details>
    </header>
  );
}

function Switch({ legend, children }: { legend: string; children?: Child }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

function Navigation({ language, pages, here }: { language: Language; pages: readonly Page[]; here: string }) {
  const words = frameWords[language];
  const path = here.split('?', 1)[0];
  const parts = navigationParts.map((part) => ({
    part,
    of: pages.filter(({ navigation }) => navigation?.part === part),
  }));
  return (
    <nav id="pages" class="pages" popover="auto" aria-label={words.navigation}>
      {parts
        .filter(({ of }) => of.length > 0)
        .map(({ part, of }) => (
          <section>
            <h2>{words.parts[part]}</h2>
            <ul>
              {of.map((page) => (
                <li>
                  <a
                    href={page.path}
                    aria-current={page.path === path ? 'page' : undefined}
                    data-key={page.navigation?.key}
                  >
                    {page.navigation?.name(language)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  );
}
