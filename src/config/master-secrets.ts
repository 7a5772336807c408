/** Characters. */
export const shortestSecret = 32;

/**
 * The master secrets in a setting, the sealing one first. Only where every part between commas is long enough is it a list: a
 * single secret of an older version may hold a comma. What such a list sealed as one secret is opened, too: the whole comes last.
 */
export function masterSecretsIn(setting: string): readonly string[] {
  const parts = setting
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.every((part) => part.length >= shortestSecret) ? [...parts, setting] : [setting];
}
