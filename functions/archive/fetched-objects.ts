import { AwsClient } from 'aws4fetch';
import type { ArchiveStore } from './archive-store.ts';

/** The longest that an object is waited for, all tries together: a callback has no more time. */
const LONGEST_MS = 10_000;
/** The tries after the first, where S3 has a fault or wants fewer requests. */
const RETRIES = 3;

/** The variables of a function's environment that Lambda sets. */
type LambdaEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * The objects of a bucket, as functions read them: by Node.js's own `fetch`. S3's client would be a quarter of each
 * function's bundle, and be loaded at each cold start, for a read that few of them ever make.
 * @throws {Error} where the object is not there, or S3 does not give it
 */
export function fetchedObjects(
  bucket: string,
  environment: LambdaEnvironment = process.env,
): Pick<ArchiveStore, 'get'> {
  const { AWS_REGION: region = '', AWS_ENDPOINT_URL_S3: other } = environment;
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const root = other ? `${other.replace(/\/$/, '')}/${bucket}` : `https://${bucket}.${host}`;
  const client = () =>
    new AwsClient({
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      ...(environment['AWS_SESSION_TOKEN'] && { sessionToken: environment['AWS_SESSION_TOKEN'] }),
      ...{ service: 's3', region, retries: RETRIES },
    });
  let made: AwsClient | undefined;

  return {
    async get(name, span) {
      made ??= client();
      const url = `${root}/${name.split('/').map(encodeURIComponent).join('/')}`;
      const headers = span ? { Range: `bytes=${span.from}-${span.from + span.bytes - 1}` } : {};
      const response = await made.fetch(url, { headers, signal: AbortSignal.timeout(LONGEST_MS) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok) return bytes;
      // S3's answer names its fault, and the keys that it signs with: only the name is told.
      const [, fault = 'no fault'] = /<Code>([^<]+)<\/Code>/.exec(Buffer.from(bytes).toString()) ?? [];
      throw new Error(`The archive does not give ${name}: S3 answers ${response.status}, ${fault}`);
    },
  };
}
