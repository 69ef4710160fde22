import { resourceNames } from '../../schemas/resource-names.ts';
import { figure } from '../figure.ts';
import { importGoals, importTime } from '../support/import-time.ts';

export const importReceiver = figure({
  id: 'import-receiver',
  description:
    'What a cold start of the receiver waits for: importing the deployed bundle, which constructs all it needs, against an esbuild bundle of its SDK clients that are constructed only. Medians of 15 processes each, in turns, the start of Node left out.',
  goals: importGoals,
  measure: (progress) =>
    importTime(
      {
        functionName: resourceNames('test').receiver,
        entry: 'functions/receive/handler.ts',
      },
      progress,
    ),
});
