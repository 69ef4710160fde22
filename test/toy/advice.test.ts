import { expect, it } from 'vitest';
import { filingLines } from '../../desk/render/filing.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { ToyGateway } from '../support/toy/gateway.ts';
import { complaint, letter } from '../support/toy/messages.ts';
import { paths } from '../support/toy/paths.ts';

it('an error of the authority is shown with the rule and the remedy in our words, one of ours has its own', async () => {
  const gateway = new ToyGateway();
  await gateway.submit('Letter', letter());
  const errors = [
    { errorCode: 'TORN', errorPointer: 'wish', errorDescription: 'half a letter' },
    { errorCode: 'WET', errorDescription: 'not to be read' },
    { errorCode: 'TORN', errorPointer: '/payload/wish', errorDescription: 'refused here' },
  ];
  await gateway.callBack(paths.complaints, complaint(errors));
  const lines = filingLines(await gateway.filing('L-1'), keptTerminal().terminal);
  const from = lines.indexOf('Errors');
  expect(lines.slice(from + 1, from + 9)).toEqual([
    '  TORN  wish',
    '    half a letter',
    '    a letter in one piece',
    '    write it again',
    '  WET',
    '    not to be read',
    '  TORN  wish',
    '    refused here',
  ]);
});
