/** A secret in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** What it is in this text, such as `password`, so that it can be found again when the text around it has changed. */
  readonly label: string;
}
