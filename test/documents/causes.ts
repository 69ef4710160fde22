import { type AuthorityName, authorityNames, contractOf } from '../../schemas/catalogue.ts';
import { causeCodes, explain } from '../../schemas/causes.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { CauseCode } from '../../schemas/trouble.ts';

export const causesFile = 'docs/causes.md';

/** Details of the token endpoint's cause that are worth a row. */
const atTheTokenEndpoint = [
  'http-429',
  'http-404',
  'dns ENOTFOUND',
  'tls CERT_HAS_EXPIRED',
  'timeout',
  'no-token',
  'daily-limit',
  'invalid_scope',
];

/** The document of the causes for which a lane cannot send, with the remedy of each. */
export function causesDocument(): string {
  return `# Causes: why a lane does not send, and what to do

Written from \`schemas/causes.ts\` by \`npm run documents\`.

Where the authority cannot be spoken to, nothing is sent but one message a minute that tries. Why stands in
\`npx declarant lanes\`, in the doctor, in the [events](events.md) (\`cause\`, \`detail\`) and as the error of the message that
waits, always by these codes. An answer of the authority is \`http-\` and its status, also where it has no row here. After
a 500 or a timeout nothing is sent for at least a minute (§2.3.5.1); where the answer asks for more (\`Retry-After\`), for so
long, up to 15 minutes. An authority that says that it is closed is left alone until it may be open again.

*Passes* means that the lane goes on by itself once the authority is well. All others stay until somebody has done something;
the lane tries each minute all the same. \`lanes\` and the doctor name a URL by its key in the lane's configuration.

${table(causeCodes.map((cause) => row(cause)))}

## At the token endpoint

Without an access token nothing can be sent. The detail is the cause there, by the codes above, and the code of Node.js or of
OAuth2 where there is one. Credentials that were refused are tried again once in \`pauseSeconds\` by all senders together, so
that the account is not locked; any other failure is shared for ten seconds.

${table(atTheTokenEndpoint.map((detail) => row('token-endpoint', detail)))}
${authorityNames.map(ownCodes).join('')}`;
}

/** The codes of an authority's own: of its token endpoints, and of the faults of its credentials. */
function ownCodes(authority: AuthorityName): string {
  const { troubles, urls } = settingsOf(authority);
  if (!troubles) return '';
  const others = urls.tokens ? '`credentials`, `secret` and `token-endpoint`' : '`secret` and `tls`';
  const { title } = contractOf(authority);
  const rows = Object.entries(troubles).map(([code, { means, remedy, heals }]) => [
    `\`${code}\``,
    means,
    heals ? 'passes' : '',
    heals ? `where it lasts, ${remedy}` : remedy,
  ]);
  return `
## ${title}

Beside ${others}, the detail is one of these codes:

${table(rows)}
`;
}

function row(cause: CauseCode, detail?: string): string[] {
  const trouble = { cause, ...(detail !== undefined && { detail }) };
  const { means, remedy, heals } = explain(trouble);
  return [
    `\`${cause}\`${detail === undefined ? '' : ` (${detail})`}`,
    means,
    heals ? 'passes' : '',
    heals ? `where it lasts, ${remedy}` : remedy,
  ];
}

function table(rows: string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['cause', 'what it means', '', 'what to do']),
    line(['---', '---', '---', '---']),
    ...rows.map(line),
  ].join('\n');
}
