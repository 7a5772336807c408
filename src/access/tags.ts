const longestTag = 64;

/**
 * A tag as it is stored: 1 to 64 characters in one line, without separators of lists and without `//`, so that it is no address.
 * undefined for what cannot be one. Tags that differ in case and accents only are one tag.
 */
export function readTag(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 10 * longestTag || !text.isWellFormed()) return undefined;
  const tag = text.normalize('NFC').trim().replace(/ +/g, ' ');
  const isTag = tag !== '' && Array.from(tag).length <= longestTag && !/[\p{Cc}\p{Zl}\p{Zp},;]|\/\//u.test(tag);
  return isTag ? tag : undefined;
}
