/** The name of the session's cookie: browsers keep the cookies of all ports of a host together. */
export const cookieName = (port: number) => `declarant-${port}`;

/** The header that gives a browser its session, until it is closed. */
export function sessionCookie(port: number, id: string): string {
  return `${cookieName(port)}=${id}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The session's id in a `Cookie` header; undefined where none, or more than one, stands in it. */
export function sessionIdIn(header: string | undefined, port: number): string | undefined {
  const values = (header ?? '').split(';').flatMap((part) => {
    const [name = '', value = ''] = part.trim().split('=', 2);
    return name === cookieName(port) ? [value] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}
