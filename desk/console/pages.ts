import type { Page } from './page.ts';
import { actionsPage } from './pages/actions.tsx';
import { alarmsPage } from './pages/alarms.tsx';
import { answerPage } from './pages/answer.tsx';
import { arrivePage } from './pages/arrive.tsx';
import { chartsPage } from './pages/charts.tsx';
import { correctPage } from './pages/correct.tsx';
import { deadLettersPage } from './pages/dead-letters.tsx';
import { doctorPage } from './pages/doctor.tsx';
import { exportPage } from './pages/export.ts';
import { filingPage } from './pages/filing.tsx';
import { followPage } from './pages/follow.tsx';
import { groupsPage } from './pages/groups.tsx';
import { lanesPage } from './pages/lanes.tsx';
import { filingsPage } from './pages/list.tsx';
import { platformsPage } from './pages/platforms.tsx';
import { replayPage } from './pages/replay.tsx';
import { replayRunPage } from './pages/replay-run.tsx';
import { searchPage } from './pages/search.tsx';
import { tokensPage } from './pages/tokens.tsx';
import { unreadablePage } from './pages/unreadable.tsx';
import { workPage } from './pages/work.tsx';

/**
 * The pages of the console, in the order of the navigation.
 *
 * A page is one file below `pages/`, which exports one {@link Page}: its path, its entry in the navigation if it has
 * one, and `show`, a function from a {@link Visit} to its title and content. Its texts stand in a file below `words/`,
 * in both languages (`inLanguages`). It gets a line here. It reads its filters from `visit.url`, by the code of the
 * command line, and changes nothing: what does is an action of `actions.ts`, whose form is an `ActionForm`. A text of a
 * message stands in it as a child or an attribute, which JSX escapes, and never in `href`, unless encoded. There are no
 * style attributes and no scripts in it: the content policy refuses them. Every table is a `DataTable`, which fits a
 * telephone. A page that fails throws, and its reader gets a page that says what to do.
 */
export const pages: readonly Page[] = [
  workPage,
  filingsPage,
  groupsPage,
  searchPage,
  exportPage,
  replayPage,
  replayRunPage,
  arrivePage,
  filingPage,
  correctPage,
  answerPage,
  followPage,
  lanesPage,
  deadLettersPage,
  platformsPage,
  tokensPage,
  alarmsPage,
  doctorPage,
  chartsPage,
  actionsPage,
  unreadablePage,
];
