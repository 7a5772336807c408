import { closest, distance } from 'fastest-levenshtein';

/** A longer name is not compared: the work grows with its length. */
const longestName = 64;

/** The known name that a misspelt one probably means; undefined where none is near. */
export function similarName(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName || known.length === 0) return undefined;
  const asWritten = name.toLowerCase();
  const found = closest(asWritten, known);
  // Two letters in the wrong order are two changes.
  const most = Math.ceil(found.length / 3);
  return distance(asWritten, found.toLowerCase()) <= most ? found : undefined;
}

/** A sentence that asks for it, with a space before; empty where none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const found = similarName(name, known);
  return found === undefined ? '' : ` Did you mean ${found}?`;
}
