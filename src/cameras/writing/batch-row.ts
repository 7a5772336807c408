import type { CameraDraft } from '../camera.js';

/** One row of a file. */
export interface BatchRow {
  readonly line: number;
  readonly draft: CameraDraft & { readonly name: string };
  /** The row says of itself what is known and what not: nothing is filled in from its position. */
  readonly complete?: boolean;
}
