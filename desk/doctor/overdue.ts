import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { type Diagnosis, diagnose, ok, warning } from './diagnosis.ts';

/** The most overdue filings that are counted. */
const MOST_COUNTED = 100;

/** [H7-S3] Looks whether answers are overdue by the configured minutes, lane by lane. */
export function overdueChecks({ authorities, books, options, installation }: GatewayConnection): Promise<Diagnosis>[] {
  return authorities.map((authority) =>
    diagnose(`answers ${authority}`, installation.putUp, async () => {
      const page = await (await books()).page({ authorities: [authority], overdue: true }, { limit: MOST_COUNTED });
      const [latest, { length }] = [page.summaries[0], page.summaries];
      if (!latest) return ok('none is overdue');
      const count = page.next === undefined ? String(length) : `more than ${length}`;
      return warning(
        `${count} ${length === 1 ? 'is' : 'are'} overdue, such as that of ${printable(latest.reference)}`,
        `npx declarant list --overdue --authority ${authority}${options} lists them`,
      );
    }),
  );
}
