import { inLanguages } from '../language.ts';

type Keys = readonly (readonly [key: string, does: string])[];

export const keyboardWords = inLanguages<{ title: string; says: string; keys: Keys }>(
  {
    title: 'Keyboard',
    says: 'Everything is reached with the tab key. These keys are faster; they do nothing while you write in a field.',
    keys: [
      ['/', 'search'],
      ['?', 'this page'],
    ],
  },
  {
    title: 'Clavier',
    says: "Tout s'atteint avec la touche de tabulation. Ces touches vont plus vite ; elles ne font rien pendant que vous écrivez dans un champ.",
    keys: [
      ['/', 'rechercher'],
      ['?', 'cette page'],
    ],
  },
);
