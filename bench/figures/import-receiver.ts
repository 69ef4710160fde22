import { packagesBeside } from '../../schemas/catalogue.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { figure } from '../figure.ts';
import { importGoals, importTime } from '../support/import-time.ts';

export const importReceiver = figure({
  id: 'import-receiver',
  description:
    'The wait of a cold start of the receiver: the import of the deployed bundle, which constructs everything it needs, against an esbuild bundle that only constructs its SDK clients. Medians of 15 processes each, in turns, the start of Node left out.',
  goals: importGoals,
  measure: (progress) =>
    importTime(
      {
        functionName: resourceNames('test').receiver,
        entry: 'functions/receive/handler.ts',
        leftOut: packagesBeside(),
      },
      progress,
    ),
});
