/** A text, and where each of its characters stood before it was decoded; `starts` has one more, for the end. */
export interface DecodedText {
  readonly text: string;
  readonly starts?: readonly number[];
}

/** One level of percent-encoding taken away, byte by byte; undefined where there is none. */
export function decodeOnce({ text, starts }: DecodedText): DecodedText | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined;
  const characters: string[] = [];
  const origins: number[] = [];
  for (let index = 0; index < text.length;) {
    const code = text[index] === '%' ? byteAt(text, index + 1) : undefined;
    characters.push(code === undefined ? text.charAt(index) : String.fromCharCode(code));
    origins.push(starts?.[index] ?? index);
    index += code === undefined ? 1 : 3;
  }
  origins.push(starts?.[text.length] ?? text.length);
  return { text: characters.join(''), starts: origins };
}

function byteAt(text: string, index: number): number | undefined {
  const digits = text.slice(index, index + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
