/**
 * The parameters of a form that was posted to a token endpoint.
 * @returns the fault as a text where it is none, or one that may not be (RFC 6749 §3.2)
 */
export function formIn(contentType: string | undefined, body: string): URLSearchParams | string {
  if (mediaType(contentType) !== 'application/x-www-form-urlencoded')
    return 'The Content-Type is not application/x-www-form-urlencoded';
  const form = new URLSearchParams(body);
  return new Set(form.keys()).size === [...form.keys()].length ? form : 'A parameter is repeated';
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
