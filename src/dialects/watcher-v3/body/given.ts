/** An object without the keys whose value is undefined. */
export function given<Values extends object>(
  values: Values,
): { -readonly [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  // The border: fromEntries forgets which keys there were.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
