/** The answer to a call. */
export interface SimulatedAnswer {
  status: number;
  /** The Content-Type. */
  type: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** A page for people, in the place of what a program asked for. */
export function htmlPage(status: number, title: string, text: string): SimulatedAnswer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { status, type: 'text/html; charset=UTF-8', body };
}
