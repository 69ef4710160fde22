import { describeStruckDialogues } from '../support/toy/struck-dialogues.ts';

describeStruckDialogues(Number(process.env['LOST'] ?? 1));
