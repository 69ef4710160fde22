import { euroText } from '../../schemas/delta-h7/charges/cents.ts';
import { flatCharges } from '../../schemas/delta-h7/charges/flat-charges.ts';
import type { Territory } from '../../schemas/delta-h7/charges/territory.ts';
import { GOODS_CERTAINTY, goodsAtRates, vatRates } from '../../schemas/delta-h7/charges/vat-rates.ts';

export const chargesFile = 'docs/charges.md';

const percent = (perMille: number) => `${perMille / 10} %`;

/** The names of the territories, with their postcodes. */
const territories: Readonly<Record<Territory, string>> = {
  metropolitan: 'metropolitan France (any other postcode, or none)',
  corsica: 'Corsica (20…)',
  monaco: 'Monaco (980…, MC)',
  guadeloupe: 'Guadeloupe (971…, GP)',
  martinique: 'Martinique (972…, MQ)',
  guyane: 'Guyane (973…, GF)',
  reunion: 'Réunion (974…, RE)',
  mayotte: 'Mayotte (976…, YT)',
  'saint-martin': 'Saint-Martin (97150, 978…, MF)',
  other: 'elsewhere (97133, 975, 977, 984 to 988, another country)',
};

/** The document of the charges that are estimated, with their sources. */
export function chargesDocument(): string {
  return `# Charges: what a declaration of Delta-H7 is expected to cost

The tables are written from \`schemas/delta-h7/charges/\` by \`npm run documents\`. Correct them there when you know better:
a charge's days and amount in \`flat-charges.ts\`, the goods of a lower VAT rate in \`vat-rates.ts\`, a line a heading.

**An estimate, never customs' word.** DGDDI publishes neither its codes of taxes nor a way to ask for them. What is to be paid
is what Response_H7 says.

\`\`\`sh
npx declarant estimate FILE…                      # for people: each charge, how sure it is, what could not be estimated
npx declarant estimate FILE… --on 2026-10-31      # by the law of another day
npx declarant check FILE… --estimate --json       # for machines: \`charges\` and \`estimate\` beside faults and warnings
\`\`\`

Certainty: *verified* was read in the law or in a text of DGDDI, *inferred* was concluded, *secondary* was read in what others
write about the law. A line has that of its least sure part.

## Flat charges, an item

An item is a line of the declaration. The day is that of the acceptance, in Paris: an anticipated declaration is accepted when
it is validated.

| code | charge | EUR an item | from | until (excluded) | owed for | where | certainty | source |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${flatCharges.map(flatRow).join('\n')}

Distance sales are the items of F48, F49 and F53. Union goods (CO) owe none of these, and no customs duty. Goods between private
persons (C08) owe none; up to 45 EUR for the whole consignment no VAT either. What is no distance sale owes the duty of the
tariff since 2026-07-01: that is not estimated. *By return* means that the charge is paid with the VAT return under IOSS (F48)
and by an importer registered for VAT (a fiscal reference FR1 or FR7): the total leaves it out.

## VAT

| importer in | normal | for goods of 10 / 5.5 / 2.1 % | certainty | source |
| --- | --- | --- | --- | --- |
${(Object.keys(territories) as Territory[]).map(territoryRow).join('\n')}

The territory is that of the importer's address: its country code where that is one of the territory's own, else the postcode.
Under IOSS (F48) no VAT is due at import. With a fiscal reference FR1 or FR7 it is paid by the VAT return. The base is the
intrinsic value, the costs of transport and insurance (those of the whole consignment weigh on the items by value), the flat
duty, the French tax and the EU fee (Directive 2006/112/EC, article 86). That the fee is part of it is inferred. Octroi de mer
is not estimated. Values in another currency need its rate: \`--config\` takes it from the lane's \`law.exchangeRates\`;
without one the VAT of the item is not estimated, and the output says so.

Goods at another than the normal rate, by the beginning of their commodity code; the longest that fits decides. All are
${GOODS_CERTAINTY}: the tax code names goods, not HS codes. Where some such goods have another rate, the first is estimated with,
and an assessment at any of them agrees.

| code | goods | rates in metropolitan France |
| --- | --- | --- |
${goodsAtRates.map(({ heading, text, rates }) => `| \`${heading}\` | ${text} | ${rates.map(percent).join(', or ')} |`).join('\n')}

## Against what customs assesses

Each assessment (Response_H7, and those of amendments and consultations) is compared with the estimate for the declaration as
customs has it, by the law of the day of its acceptance. Where they differ, \`show\` has a table, and \`show --json\` and the
[outcome](outcomes.md) have \`chargesDifference\`:

\`\`\`json
"chargesDifference": {
  "on": "2026-11-30", "currency": "EUR",
  "differences": [{ "item": 1, "tax": "other", "estimated": 2, "assessed": 0 }]
}
\`\`\`

\`tax\` is \`vat\` (type B00), \`duty\` (A00), \`other\` (any other type), or \`all\` for the declaration as a whole. The key is
absent where nothing differs. \`list --differs\`, the same filter in the console and the count *not as expected* on its start
page find them; the books count them by day.

No difference is told for:
- rounding to the euro, of the base and of the tax;
- the type under which customs puts duty and fee, as long as their sum is right;
- what was not estimated: another currency (no rates are read there), the duty of the tariff, octroi de mer;
- VAT or the French tax that is paid by return, assessed or not;
- relief (C08) without a total, and the VAT of 0 under IOSS.

An assessment has 99 entries at most: with more charges than that only the total is compared. If customs assesses a charge
in another way for every declaration, correct the table: until then each of them differs.

## Lines that may be one

The flat charges are owed by the line, so that two lines of the same goods cost twice. \`estimate\` names the lines of the same
HS sub-heading, the same description, the same origin where there is one, and the same procedures, with the euros that one line
in their place saves. Lines of other currencies or exporters are left apart. That such lines are lawfully one is secondary (law
firms on Regulation (EU) 2026/382). One line has the product identifiers of all.
`;
}

function flatRow(charge: (typeof flatCharges)[number]): string {
  const { code, text, cents, from, until, owedFor, territories: where, isByReturn, certainty, source } = charge;
  const cells = [
    ...[`\`${code}\``, text, euroText(cents), from ?? '', until ?? ''],
    `${owedFor === 'all' ? 'all goods' : 'distance sales'}${isByReturn ? '; by return under IOSS and if registered' : ''}`,
    ...[where ? where.join(', ') : 'everywhere', certainty, source],
  ];
  return `| ${cells.join(' | ')} |`;
}

function territoryRow(territory: Territory): string {
  const rates = vatRates[territory];
  if (!rates) return `| ${territories[territory]} | not estimated | | | |`;
  const lower = rates.normal === 0 ? 'none' : [100, 55, 21].map((rate) => percent(rates.lower(rate))).join(' / ');
  const normal = rates.normal === 0 ? 'none' : percent(rates.normal);
  return `| ${territories[territory]} | ${normal} | ${lower} | ${rates.certainty} | ${rates.source} |`;
}
