import type { Examples } from '../../desk/authorities/desk-authority.ts';
import type { AuthorityContract } from '../../schemas/contract.ts';
import type { View } from '../../schemas/view.ts';

/** An authority as the registries have it. */
interface Registered {
  contract: AuthorityContract;
  view: View;
  /** The words of help texts, where it has any. */
  examples?: Examples | undefined;
}

/** The names in an authority's registries that stand for nothing there: each with its place. */
export function nameFaults(name: string, { contract, view, examples }: Registered): string[] {
  const {
    messages,
    kinds,
    states,
    expiry,
    deadline,
    details = {},
    references = [],
    feeds = {},
    spellings = {},
  } = contract;
  const outbound = messages.filter((one) => one.direction === 'outbound');
  const inbound = messages.filter((one) => one.direction === 'inbound');
  const callbacks = inbound.flatMap(({ routes }) => routes.filter((route) => route.by === 'callback'));
  const sent = outbound.map(({ message }) => message);
  const received = inbound.map(({ message }) => message);
  const fields = [contract.referenceName, ...Object.keys(details)];

  const faults: string[] = [];
  const check = (place: string, known: readonly string[], ...given: readonly (string | undefined)[]) => {
    for (const one of given) if (one !== undefined && !known.includes(one)) faults.push(`${place}: ${one}`);
  };
  check('authority', [name], contract.authority);
  for (const [kind, { about }] of Object.entries(kinds)) check(`kinds.${kind}.about`, Object.keys(kinds), about);
  check('spellings', [...sent, ...received], ...Object.values(spellings));
  check('stateOutcomes', states, ...Object.keys(contract.stateOutcomes ?? {}));
  check('stateMeanings', states, ...Object.keys(contract.stateMeanings ?? {}));
  check('expiry', states, expiry?.state);
  check('deadline', states, deadline?.state);
  check('references', Object.keys(details), ...references);
  for (const { message, filing, answeredBy, supersedes = [], opensWith, errorsAt } of outbound) {
    check(`${message}.filing`, Object.keys(kinds), filing);
    check(`${message}.answeredBy`, received, ...answeredBy);
    check(`${message}.supersedes`, sent, ...supersedes);
    check(
      `${message}.opensWith`,
      outbound.flatMap(({ message, by }) => (by === 'gateway' ? [message] : [])),
      opensWith,
    );
    const paths = callbacks.map(({ path }) => path);
    check(`${message}.errorsAt`, paths, errorsAt);
  }
  for (const { message, routes } of inbound) {
    for (const route of routes) {
      if (route.by === 'answer') check(`${message}.to`, sent, route.to);
      else check(`${message}.kind`, Object.keys(kinds), route.kind);
      if (route.by === 'feed') check(`${message}.feed`, Object.keys(feeds), route.feed);
      if (route.by !== 'callback') continue;
      const sharing = callbacks.filter(({ path }) => path === route.path);
      const first = sharing[0] ?? route;
      check(`${message} at ${route.path}, kind`, [first.kind], route.kind);
      check(`${message} at ${route.path}, messageId`, [first.messageId], route.messageId);
    }
  }
  check('view.columns', fields, ...view.columns.map((column) => column.name));
  check('view.states', states, ...Object.values(view.states).flat());
  check('examples', sent, examples?.message, examples?.followUp);
  check('examples.state', states, examples?.state);
  const twice = messages.filter(({ message }, at) => messages.findIndex((one) => one.message === message) !== at);
  return [...faults, ...twice.map(({ message }) => `messages: ${message} twice`)];
}
