/** One text of a query, form or JSON object; undefined when it is absent, empty, repeated or no text. */
export function textOf(from: unknown, key: string): string | undefined {
  if (typeof from !== 'object' || from === null || !Object.hasOwn(from, key)) return undefined;
  const value: unknown = Reflect.get(from, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The tokens in a query string, as players are given them. */
export function tokensIn(query: string | undefined): readonly string[] {
  if (query === undefined) return [];
  const parameters = new URLSearchParams(query);
  return ['token', 'jwt'].flatMap((name) => parameters.getAll(name)).filter((token) => token !== '');
}
