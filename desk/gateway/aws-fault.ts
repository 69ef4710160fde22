import { connectionCause } from '../../schemas/connection-cause.ts';
import { DeskFault, type DeskFaultCode } from '../fault.ts';
import { refusedPermission } from './refused-permission.ts';

interface AwsError extends Error {
  $metadata?: { httpStatusCode?: number };
}

const byName: Readonly<Record<string, DeskFaultCode>> = {
  CredentialsProviderError: 'CREDENTIALS',
  TokenProviderError: 'CREDENTIALS',
  ExpiredTokenException: 'CREDENTIALS',
  ExpiredToken: 'CREDENTIALS',
  UnrecognizedClientException: 'CREDENTIALS',
  InvalidClientTokenId: 'CREDENTIALS',
  InvalidSignatureException: 'CREDENTIALS',
  SignatureDoesNotMatch: 'CREDENTIALS',
  ResourceNotFoundException: 'NO_GATEWAY',
  NotFoundException: 'NO_GATEWAY',
  QueueDoesNotExist: 'NO_GATEWAY',
  'AWS.SimpleQueueService.NonExistentQueue': 'NO_GATEWAY',
  TimeoutError: 'UNREACHABLE',
};
/** An error of AWS as a sentence that says what to do; anything else, a defect of ours, as it is. */
export function awsFault(error: unknown, gateway: string): unknown {
  if (!(error instanceof Error) || error instanceof DeskFault) return error;
  const { name, message, $metadata } = error as AwsError;
  const refused = refusedPermission(error);
  if (refused)
    return new DeskFault('ACCESS_DENIED', sentence('ACCESS_DENIED', gateway, name, message), {
      cause: error,
      ...refused,
    });
  const kind =
    byName[name] ?? (connectionCause(error).cause !== 'connection' ? 'UNREACHABLE' : $metadata ? 'AWS' : undefined);
  return kind ? new DeskFault(kind, sentence(kind, gateway, name, message), { cause: error }) : error;
}

function sentence(kind: DeskFaultCode, gateway: string, name: string, message: string): string {
  const Gateway = gateway.charAt(0).toUpperCase() + gateway.slice(1);
  switch (kind) {
    case 'CREDENTIALS':
      return `AWS does not take your credentials for ${gateway}, or there are none: sign in (aws sso login), or set AWS_PROFILE. ${name}: ${message}`;
    case 'ACCESS_DENIED':
      return `Your AWS credentials are not allowed to do this at ${gateway}: ${message}`;
    case 'NO_GATEWAY':
      return `${Gateway} is not deployed in your AWS account, or has no such resource: check the account and the configuration. ${name}: ${message}`;
    case 'UNREACHABLE':
      return `${Gateway} cannot be reached (${message}): check that it runs, and the network.`;
    default:
      return `${Gateway} answered with an error, ${name}: ${message}`;
  }
}
