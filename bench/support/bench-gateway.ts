import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Gateway, type GatewayOptions, startGateway } from '../../local/gateway.ts';

export interface BenchGatewayOptions extends Pick<GatewayOptions, 'dynamodb' | 'secrets'> {
  /** The configuration without its stage, which is `bench`. */
  configuration: Record<string, unknown>;
}

/** The gateway from its template, with a client of its queues. */
export interface BenchGateway {
  gateway: Gateway;
  sqs: SQSClient;
  stop(): Promise<void>;
}

export async function startBenchGateway({ configuration, ...options }: BenchGatewayOptions): Promise<BenchGateway> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-bench-'));
  const configFile = path.join(folder, 'config.json');
  writeFileSync(configFile, JSON.stringify({ stage: 'bench', ...configuration }));
  const gateway = await startGateway({ configFile, ...options });
  const { endpoints, region } = gateway.ready;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  return {
    ...{ gateway, sqs },
    async stop() {
      await gateway.stop();
      sqs.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
