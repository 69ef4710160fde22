/** The answer of a token endpoint. */
export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** A call of a token endpoint. */
export interface TokenCall {
  contentType: string | undefined;
  body: string;
}

/** The refusal of a token (RFC 6749 §5.2). */
export function refusal(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
