/** The seconds for which `--wait` waits where no number is given. */
export const WAIT_SECONDS = 120;

/** Reads what commander gives to `--wait`, which is whatever comes next: what is no number is an argument. */
export function waitOf(wait: true | string | undefined): { waitSeconds: number | undefined; more: string[] } {
  if (wait === undefined) return { waitSeconds: undefined, more: [] };
  if (wait === true) return { waitSeconds: WAIT_SECONDS, more: [] };
  return /^\d{1,6}$/.test(wait) ? { waitSeconds: Number(wait), more: [] } : { waitSeconds: WAIT_SECONDS, more: [wait] };
}
