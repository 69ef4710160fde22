import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';
import { type ArrivalPlan, type ArrivalWish, goodsLocationIn, planArrival, submitArrival } from './plan-arrival.ts';

export interface ArriveOptions extends Omit<ArrivalWish, 'goodsLocation'> {
  /** The file with the place of the goods. */
  goodsLocation?: string | undefined;
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
}

/** [H7-X2] Has every anticipated declaration of a transport document, or of a list, validated. */
export async function arrive(
  options: ArriveOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  const { dryRun, json, goodsLocation: file, ...wish } = options;
  const place = file === undefined ? {} : { goodsLocation: goodsLocationIn(file) };
  const gateway = open();
  const plan = await planArrival(gateway, { ...wish, ...place });
  const put = dryRun ? undefined : await submitArrival(gateway, plan);
  const { reference } = plan.key;
  const told = {
    reference,
    declarations: plan.preview,
    ...(put && { queue: put.queueUrl, sqsMessageId: put.sqsMessageId }),
  };
  if (json) terminal.out(JSON.stringify(told, null, 2));
  else for (const line of lines(plan, dryRun === true, gateway, terminal)) terminal.out(line);
  return 0;
}

function lines(
  { key, preview }: ArrivalPlan,
  isDry: boolean,
  gateway: GatewayConnection,
  { paint }: Terminal,
): string[] {
  const { ready, waiting, rejected, skipped, unknown } = preview;
  const known = `${ready} to be validated, ${waiting} not answered yet or on their way, ${rejected} rejected, ${skipped} that need none`;
  const more = unknown > 0 ? `, ${unknown} not filed here` : '';
  const head = isDry ? paint('yellow', 'would arrive') : paint('green', 'arrived');
  const total = ready + waiting + rejected + skipped;
  const none = 'None is filed here yet: look at the type and the number. Later ones may join.';
  const follow = `Follow with: npx declarant show ${printable(key.reference)}${gateway.options}`;
  return [
    `${head}  ${paint('bold', printable(key.reference))}  ${known}${more}`,
    ...(total === 0 && unknown === 0 ? [paint('yellow', none)] : []),
    ...(isDry ? [] : [paint('dim', follow)]),
  ];
}
