/** A DPoP proof as a request presents it, with what it must be for (RFC 9449 §4). */
export interface DpopProof {
  /** Undefined: the header is missing, or stands twice. */
  readonly text: string | undefined;
  readonly method: string;
  /** Of the request, by the public address of the server, without a query string. */
  readonly url: string;
}
