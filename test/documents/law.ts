import type { LawRule } from '../../schemas/delta-h7/law/law-rule.ts';
import { lawRules } from '../../schemas/delta-h7/law/law-rules.ts';

export const lawFile = 'docs/law.md';

/** The document of the law by which declarations of Delta-H7 are judged before they are sent. */
export function lawDocument(): string {
  return `# Law: what a declaration of Delta-H7 is judged by before it is sent

Written from \`schemas/delta-h7/law/\` by \`npm run documents\`.

Beside the contract of service, each declaration is judged by the law of imports on the day on which it is filed: the same by
\`npx declarant check\`, by the sender, by \`replay\`, and in the forms of the console. A declaration of the fallback procedure
is judged by the law of the day of its manifest.

- What was read in DGDDI's own texts is **verified**: a declaration that breaks it is refused before it is sent.
- What is **inferred** from them, or read in a **secondary** source, is a warning, for which nothing is refused. The lane's
  configuration raises the rules that you are sure of to faults, by their ids: then the sender refuses for them, too.

\`\`\`json
"lanes": {
  "delta-h7": {
    "law": {
      "raise": ["product-identifiers", "removal-credit"],
      "identifierExemptions": ["4901"],
      "exchangeRates": "rates.json",
      "margin": 2
    }
  }
}
\`\`\`

| key | what it is |
| --- | --- |
| \`raise\` | the ids of the rules that are faults for this lane |
| \`identifierExemptions\` | the beginnings of HS codes, of 2 to 6 digits, whose goods need no product identifiers by administrative tolerance; none where left out, since no list of them is public |
| \`exchangeRates\` | the file of the rates of exchange, from the configuration's folder; without it nothing is said about values in other currencies |
| \`margin\` | the per cent above 150 EUR within which values converted by these rates are left to customs; 2 where left out |

The settings reach the sender when it is deployed. Where an amendment is asked for, no rule that began on some day is
refused, raised or not: its declaration was accepted on a day that the amendment does not say.

## The rates of exchange

\`\`\`json
{ "2026-11": { "USD": 1.0842, "GBP": 0.8713, "JPY": 175.4 }, "2026-12": { "USD": 1.0911 } }
\`\`\`

By month, then by currency: the units of the currency for one euro, as the European Central Bank publishes them. The rates of
a month are those of the second-last Wednesday of the month before: of 2026-10-21 for November 2026 (UCC 53, IA 146). A month
or a currency that is not there is left to customs, which judges the value again at acceptance. The file has at most 32 KB.

## Another day

\`npx declarant check FILE --on 2026-11-01\` judges by the law of that day, \`--lenient\` leaves warnings out, and
\`--config FILE\` judges as the lanes of that configuration would. With \`--json\` each finding has the \`id\` of its rule, its
\`certainty\` and its \`source\`.

## The rules

${table()}

${lawRules.map(section).join('\n\n')}

Country codes are two letters, and the type of a supporting document is exactly four characters: the schema refuses others,
since both were read in DGDDI's own texts.
`;
}

function table(): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = lawRules.map((rule) => [`[\`${rule.id}\`](#${rule.id})`, rule.title, daysOf(rule), rule.certainty]);
  return [line(['id', 'rule', 'days', 'certainty']), line(['---', '---', '---', '---']), ...rows.map(line)].join('\n');
}

const section = (rule: LawRule) => `### ${rule.id}

${sentence(rule.title)} Holds ${daysOf(rule)}; ${rule.certainty}${rule.certainty === 'verified' ? ': refused' : ''}.

What to do: ${rule.remedy}. Source: ${rule.source}.`;

const sentence = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}.`;

function daysOf({ from, until }: LawRule): string {
  if (from === undefined) return until === undefined ? 'always' : `until ${until}`;
  return until === undefined ? `from ${from} on` : `from ${from} until ${until}`;
}
