import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { declaration, type Part } from './declaration.ts';
import type { ScriptedCiel } from './scripted-ciel.ts';

export const SIREN = '300000001';
export const AGREEMENT = 'FR01300E07896';

/** A declaration of an operator and a month as CIEL returns it. */
export function returned(month = 10, change: (drm: Part) => void = () => undefined, agreement = AGREEMENT): string {
  const drm = declaration();
  const recapitulation = drm['declaration-recapitulative'];
  recapitulation['identification-declarant'] = { 'numero-agrement': agreement, 'raison-sociale': 'Domaine & fils' };
  recapitulation.periode = { mois: month, annee: 2026 };
  change(drm);
  return writeDrm(drm);
}

/** The files of interprofessions on a server, which lists them. */
export class Published {
  readonly #ciel: ScriptedCiel;
  readonly #files = new Map<string, { url: string; since: string }[]>();

  constructor(ciel: ScriptedCiel) {
    this.#ciel = ciel;
  }

  /** Publishes a file; it is listed for days up to `since`. */
  add(name: string, xml: string, { siren = SIREN, since = '2026-11-05' } = {}): string {
    const path = `/returns/${siren}/2026/10/${name}`;
    const files = this.of(siren);
    files.push({ url: `${this.#ciel.url}${path}`, since });
    this.#ciel.pages.set(path, xml);
    return path;
  }

  /** The files of an interprofession, which has a listing from then on. */
  of(siren = SIREN): { url: string; since: string }[] {
    const files = this.#files.get(siren) ?? [];
    this.#files.set(siren, files);
    this.#ciel.pages.set(`/returns/${siren}/`, () => {
      const from = new URLSearchParams(this.#ciel.calls.at(-1)?.path.split('?')[1]).get('from') ?? '';
      return {
        type: 'text/json',
        body: JSON.stringify(files.filter(({ since }) => since >= from).map(({ url }) => url)),
      };
    });
    return files;
  }
}
