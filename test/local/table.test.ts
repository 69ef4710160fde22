import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '../../local/listen.ts';
import type { World } from '../../local/resources/resource.ts';
import { makeTable } from '../../local/resources/table.ts';
import { needed } from './support/gateway.ts';

it('a table counts as made once it takes writes, not once it was requested', async () => {
  const states = ['CREATING', 'CREATING', 'ACTIVE'];
  const asked: string[] = [];
  const database = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']).split('.')[1] ?? '');
    const status = asked.at(-1) === 'DescribeTable' ? { TableStatus: states.shift() } : {};
    request.resume().on('end', () => response.end(JSON.stringify({ Table: status })));
  });
  const port = await listen(database);
  onTestFinished(() => closeServer(database));

  const world = { region: 'eu-west-3', database: { endpoint: `http://127.0.0.1:${port}` }, tables: new Set<string>() };
  const properties = needed.Ledger?.Properties as Record<string, unknown>;
  const resource = { logicalId: 'Ledger', kind: 'AWS::DynamoDB::Table', properties, metadata: {} };
  const made = await makeTable({ ...resource, stack: { name: 's', directory: '.' } }, world as unknown as World);

  expect(asked).toEqual(['CreateTable', 'DescribeTable', 'DescribeTable', 'DescribeTable']);
  expect(made).toMatchObject({
    ref: 'declarant-test-ledger',
    attributes: { Arn: 'arn:aws:dynamodb:eu-west-3:000000000000:table/declarant-test-ledger' },
  });
  expect([...world.tables]).toEqual(['declarant-test-ledger']);
});
