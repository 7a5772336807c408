/** How long one statement may take, in milliseconds; beyond it the error is query.too-slow. */
export class StatementBounds {
  constructor(
    /** Any statement of the pool. */
    readonly any = 30_000,
    /** One page or one count of a list that is filtered or sorted: the caller decides how much work it is. */
    readonly list = 10_000,
    /** The same of a list in an area: all of its corners are compared with all cameras around it at worst. */
    readonly area = Math.min(list, 5_000),
  ) {}
}
