/**
 * The parsed URL, or undefined when it is none. Not `URL.canParse`: Node 20's answers false for every URL with a letter
 * outside ASCII once it has been called a few thousand times, and a password in such a URL would stay in it.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
