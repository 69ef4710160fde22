import { declarationReference } from '../../../../schemas/ciel/declaration-reference.ts';
import { readDrm } from '../../../../schemas/ciel/xml/read-drm.ts';
import type { FeedItem } from '../../authority.ts';

/** The longest reference of a filing. */
const LONGEST = 100;

/**
 * A returned file as an item: under the operator and the month that it names, or under its own name where it cannot be
 * read. A later file of a month, by the day in its name, is a correction: it comes after those before it.
 * @param platform the platform that is told of declarations that were not filed here
 */
export function returnedItem(
  name: string,
  xml: string,
  platform: string | undefined,
  now: number,
): FeedItem & { isRead: boolean } {
  const { drm } = readDrm(xml);
  const reference = declarationReference.of(drm);
  const isRead = reference !== undefined && reference.length <= LONGEST;
  return {
    ...{ message: 'DRM-validée', kind: 'declaration', messageId: name, isRead },
    reference: isRead ? reference : name.slice(0, LONGEST),
    body: JSON.stringify(drm ?? {}),
    raw: xml,
    place: dayIn(name) ?? Number(new Date(now).toISOString().slice(0, 10).replaceAll('-', '')),
    ...(platform !== undefined && { platform }),
  };
}

/** The day at the end of a name, as a number: 20261110. */
function dayIn(name: string): number | undefined {
  const day = /_(20\d{6})\.xml$/i.exec(name)?.[1];
  return day === undefined ? undefined : Number(day);
}
