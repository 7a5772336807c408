/** Collects a statement's values and hands out their placeholders, so that parts of it can be written apart. */
export class SqlParameters {
  readonly values: unknown[] = [];

  /** Binds a value and returns its placeholder, such as `$3`. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
