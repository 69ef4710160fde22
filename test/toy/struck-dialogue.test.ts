import { describeStruckDialogues } from '../support/toy/struck-dialogues.ts';

// `npm run lost` strikes every call.
describeStruckDialogues(6);
