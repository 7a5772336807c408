/** Collects a statement's values and returns their placeholders, so that its parts can be written separately. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** Binds a value and returns its placeholder, such as `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
