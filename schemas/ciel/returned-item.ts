import type { FilingKind } from '../filing.ts';
import { messageLimits } from '../message-limits.ts';
import { withoutDeclaration } from '../xml/without-declaration.ts';
import { declarationReference } from './declaration-reference.ts';
import { readDrm } from './xml/read-drm.ts';

/** A returned file as the message that it is, for the feed and for whoever takes it in by hand. */
export interface ReturnedItem {
  message: string;
  kind: FilingKind;
  reference: string;
  /** The file's name: the same file is kept once. */
  messageId: string;
  body: string;
  raw: string;
  /** The day in its name, as a number: `20261110`. */
  place: number;
  /** The platform that is told of a declaration that was not filed here. */
  platform?: string;
}

/**
 * A returned file as a message: under the operator and the month that it names, or under its own name where it cannot be
 * read. A later file of a month, by the day in its name, is a correction: it comes after those before it.
 * @param xml the file's text, without a mark at its beginning
 * @param platform the platform that is told of declarations that were not filed here
 */
export function returnedItem(
  name: string,
  xml: string,
  platform: string | undefined,
  now: number,
): { item: ReturnedItem; isRead: boolean } {
  const { drm } = readDrm(withoutDeclaration(xml));
  const reference = declarationReference.of(drm);
  const isRead = reference !== undefined && reference.length <= messageLimits.reference;
  const item = {
    ...{ message: 'DRM-validée', kind: 'declaration', messageId: name },
    reference: isRead ? reference : name.slice(0, messageLimits.reference),
    body: JSON.stringify(drm ?? {}),
    raw: xml,
    place: dayIn(name) ?? Number(new Date(now).toISOString().slice(0, 10).replaceAll('-', '')),
    ...(platform !== undefined && { platform }),
  };
  return { item, isRead };
}

/** The day at the end of a name, as a number: 20261110. */
function dayIn(name: string): number | undefined {
  const day = /_(20\d{6})\.xml$/i.exec(name)?.[1];
  return day === undefined ? undefined : Number(day);
}
