import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchedObjects } from '../../../functions/archive/fetched-objects.ts';
import { s3Archive } from '../../../functions/archive/s3-archive.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';

const BUCKET = 'declarant-test-archive';
const NAME = 'vat/2026/toy/12/01/2026-12-01T00Z.1.ndjson.gz';
const SECRET = 'the-secret-access-key';
const environmentOf = (endpoint: string) => ({
  ...{ AWS_REGION: 'eu-west-3', AWS_ENDPOINT_URL_S3: endpoint },
  ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: 'session' },
});

describe('the objects of the archive, as functions read them', () => {
  let standIn: QueueStandIn;
  beforeAll(async () => {
    standIn = await startQueues('eu-west-3');
    standIn.createBucket(BUCKET);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new S3Client({ endpoint: standIn.endpoint, region: 'eu-west-3', credentials });
    await s3Archive({ bucket: BUCKET, client }).putNew(NAME, Buffer.from('0123456789'), new Date());
    client.destroy();
  });
  afterAll(() => standIn.close());

  it('are read whole, and by a span of their bytes', async () => {
    const objects = fetchedObjects(BUCKET, environmentOf(standIn.endpoint));
    expect(Buffer.from(await objects.get(NAME)).toString()).toBe('0123456789');
    expect(Buffer.from(await objects.get(NAME, { from: 3, bytes: 4 })).toString()).toBe('3456');
  });

  it('names an object that is not there, with the fault that S3 names', async () => {
    const objects = fetchedObjects(BUCKET, environmentOf(standIn.endpoint));
    await expect(objects.get('vat/2026/none')).rejects.toThrow(
      'The archive does not give vat/2026/none: S3 answers 404, NoSuchKey',
    );
  });

  it('signs each call for S3 in its region, tries again where S3 is overloaded, and tells no key', async () => {
    const heads: Record<string, unknown>[] = [];
    const server = createServer((request, response) => {
      heads.push(request.headers);
      response.statusCode = heads.length === 1 ? 503 : 403;
      response.end(`<Error><Code>AccessDenied</Code><AWSAccessKeyId>local</AWSAccessKeyId></Error>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const read = fetchedObjects(BUCKET, environmentOf(`http://127.0.0.1:${port}`)).get(NAME);
      const fault = await read.then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(fault).toBe(`The archive does not give ${NAME}: S3 answers 403, AccessDenied`);
    } finally {
      server.close();
    }
    expect(heads).toHaveLength(2);
    for (const head of heads) {
      expect(head['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/eu-west-3\/s3\/aws4_request, /);
      expect(head['x-amz-security-token']).toBe('session');
      expect(JSON.stringify(head)).not.toContain(SECRET);
    }
  });
});
