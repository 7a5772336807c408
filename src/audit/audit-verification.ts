/** Something in the log that is not as Camgate left it. */
export interface AuditProblem {
  /** `head`: the record of the chain's ends. */
  readonly kind: 'changed' | 'removed' | 'inserted' | 'head';
  /** The row; absent where rows are missing. */
  readonly id?: string | undefined;
  readonly sequence?: number | undefined;
  /** The last of several that are missing in a row. */
  readonly through?: number | undefined;
  /** A sentence for an operator. */
  readonly message: string;
}

/** What a verification found. */
export interface AuditVerification {
  readonly ok: boolean;
  /** How many sealed rows were read. */
  readonly sealed: number;
  /** How many rows wait for the sealer; their marks are verified too. */
  readonly unsealed: number;
  /** The first and the newest link; the first is above 1 after rows were removed because of their age. */
  readonly first: number;
  readonly head: { readonly sequence: number; readonly hash: string };
  /** At most 100. */
  readonly problems: readonly AuditProblem[];
  /** How many there are in all. */
  readonly found: number;
}

/** A head that was noted outside the database. */
export interface NotedHead {
  readonly sequence: number;
  /** In hex. */
  readonly hash: string;
}
