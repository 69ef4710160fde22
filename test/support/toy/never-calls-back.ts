import { type AuthorityName, catalogue, contractOf } from '../../../schemas/catalogue.ts';

/** Has an authority answer its calls alone, for the test file that calls this: it never calls back. */
export function neverCallsBack(authority: AuthorityName): void {
  const contract = contractOf(authority);
  const messages = contract.messages.map((message) =>
    message.direction === 'inbound' ? { ...message, routes: [{ by: 'answer', to: 'any' }] as const } : message,
  );
  Object.assign(catalogue, { [authority]: { ...contract, messages } });
}
