import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Counts the items that come back of a client's reads, whoever makes them. */
export function countItems(client: DynamoDBClient): { read(): number } {
  let read = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      read += itemsIn(result.output as Answer);
      return result;
    },
    { step: 'initialize', name: 'countItems' },
  );
  return { read: () => read };
}

interface Answer {
  Item?: object;
  Items?: object[];
  Responses?: Record<string, object[]>;
}

function itemsIn({ Item, Items = [], Responses = {} }: Answer): number {
  return (Item ? 1 : 0) + Items.length + Object.values(Responses).flat().length;
}
