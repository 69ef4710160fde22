import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';

/**
 * The process at the other end of a connection on this machine, among the given ones; undefined where it is none of
 * them, or the system does not show it.
 */
export function callerOf({ remotePort, localPort }: Socket, pids: readonly number[]): number | undefined {
  const port = hexOf(remotePort);
  const to = hexOf(localPort);
  const line = lines('/proc/net/tcp').find((one) => {
    const [, local = '', remote = ''] = one.trim().split(/\s+/);
    return local.endsWith(`:${port}`) && remote.endsWith(`:${to}`);
  });
  const inode = line?.trim().split(/\s+/)[9];
  if (!inode) return undefined;
  return pids.find((pid) => holds(pid, `socket:[${inode}]`));
}

const hexOf = (port = 0) => port.toString(16).toUpperCase().padStart(4, '0');

function lines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function holds(pid: number, socket: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === socket);
  } catch {
    // The process has ended, or one of its files was closed meanwhile.
    return false;
  }
}
