import type { Configuration } from '../../schemas/configuration.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { Installation } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';
import { subscriptions, topicArn } from './topics.ts';

/** Checks that somebody is told of alarms: an address that was not confirmed hears nothing. */
export function alarmCheck(
  { stage, sns, putUp, isLocal }: Installation,
  { alarms }: Pick<Configuration, 'alarms'>,
): Promise<Diagnosis> {
  return diagnose('alarms', putUp, async () => {
    const client = await sns();
    const name = resourceNames(stage).alarms;
    const arn = await topicArn(client, name);
    if (!arn) return fault(`the topic ${name} is not there`, putUp);
    const found = await subscriptions(client, arn);
    const missing = alarms.emails.filter((email) => !found.some(({ Endpoint }) => Endpoint === email));
    if (missing.length > 0) return warning(`${missing.join(', ')} would hear of none`, putUp);
    const waiting = found.filter(({ SubscriptionArn }) => !SubscriptionArn?.startsWith('arn:'));
    if (waiting.length > 0)
      return warning(
        `${waiting.map(({ Endpoint }) => Endpoint).join(', ')} has not confirmed, and hears of none`,
        'follow the link in the mail of AWS Notifications; where it is lost: aws sns subscribe, with the same address',
      );
    if (found.length === 0 && isLocal) return ok('a local gateway tells nobody');
    if (found.length === 0) return warning('nobody hears of them', `name addresses in alarms.emails, then: ${putUp}`);
    return ok(`${found.length === 1 ? '1 subscriber hears' : `${found.length} subscribers hear`} of them`);
  });
}
