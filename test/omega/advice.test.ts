import { describe, expect, it } from 'vitest';
import { annexA } from '../../schemas/omega/labels/annex-a.ts';
import { viewOf } from '../../schemas/settings.ts';

const adviceOn = (errorDescription?: string) =>
  viewOf('omega').adviceOn?.({ ...(errorDescription !== undefined && { errorDescription }) });

describe("our words on OMEGA's labels", () => {
  it.each(annexA.map(({ label, text }) => [label, text] as const))('[OM-3] are in two languages: %s', (label, text) => {
    expect(adviceOn(label)).toEqual([text.en, text.fr]);
  });

  it('are none on a text that annex A does not have, nor on an error of ours', () => {
    for (const text of ['Service inconnu', 'the authority fails (500)', undefined]) expect(adviceOn(text)).toEqual([]);
  });
});
