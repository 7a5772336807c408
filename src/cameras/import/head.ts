/** The beginning of bytes, and all of them again. */
export interface Head {
  /** So many bytes as were asked for, or a few more; fewer only where there are no more. */
  readonly head: Buffer;
  readonly all: AsyncIterable<Buffer>;
}

/** Reads the first bytes without losing them. */
export async function headOf(source: AsyncIterable<Buffer>, bytes: number): Promise<Head> {
  const rest = source[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const next = await rest.next();
    if (next.done === true) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(pieces);
  const all = async function* (): AsyncGenerator<Buffer> {
    try {
      if (head.length > 0) yield head;
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
    } finally {
      // Whoever stops reading early closes the file with it.
      await rest.return?.();
    }
  };
  return { head, all: all() };
}
