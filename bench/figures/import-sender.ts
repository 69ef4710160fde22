import { resourceNames } from '../../schemas/resource-names.ts';
import { figure } from '../figure.ts';
import { importGoals, importTime } from '../support/import-time.ts';

export const importSender = figure({
  id: 'import-sender',
  description:
    'What a cold start of the sender waits for: importing the deployed bundle, which constructs all it needs, against an esbuild bundle of its SDK clients that are constructed only. Medians of 15 processes each, in turns, the start of Node left out.',
  goals: importGoals,
  measure: (progress) =>
    importTime(
      {
        functionName: resourceNames('test').lane('delta-h7').sender,
        entry: 'functions/authorities/delta-h7/send.ts',
      },
      progress,
    ),
});
