import * as fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openTable } from './table.js';
import { Upload, uploadBytes } from './upload.js';

/** Cut into pieces of one size, because a piece may end anywhere, even inside a character. */
function uploadOf(content: string | Buffer, mediaType?: string, pieceSize = 7): Upload {
  const whole = Buffer.from(content);
  const pieces = function* () {
    for (let at = 0; at < whole.length; at += pieceSize) yield whole.subarray(at, at + pieceSize);
  };
  return new Upload(Readable.from(pieces()), mediaType);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The kind of an upload, and all that is in it. */
async function read(content: string | Buffer, mediaType?: string, pieceSize?: number): Promise<readonly unknown[]> {
  const came = await uploadOf(content, mediaType, pieceSize).open();
  if (came.kind === 'table') return ['table', (await all(came.text)).join('')];
  if (came.kind === 'array') return ['array', await all(came.items)];
  return came.kind === 'value' ? ['value', came.value] : ['nothing'];
}

describe('an upload', () => {
  it.each([
    ['name,title\na,b', 'text/csv', 'name,title\na,b'],
    ['name,title\na,Ä€𝄞', 'Text/CSV; header=present', 'name,title\na,Ä€𝄞'],
    ['name,title\na,b', 'application/csv', 'name,title\na,b'],
    ['\ufeffname\na', 'text/csv', 'name\na'],
    ['name,title\na,b', undefined, 'name,title\na,b'],
    ['name=1&title=%', 'application/x-www-form-urlencoded', 'name=1&title=%'],
    ['[1]', 'text/csv', '[1]'],
  ])('%j sent as %s is a table', async (text, mediaType, table) => {
    for (const size of [1, 2, 7, 1000]) expect(await read(text, mediaType, size)).toEqual(['table', table]);
  });

  it.each([
    ['[{"a":1}]', 'application/json', ['array', [{ a: 1 }]]],
    [' [{"a":1}]', undefined, ['array', [{ a: 1 }]]],
    ['[]', 'application/json', ['array', []]],
    ['{"a":1}', 'application/x-www-form-urlencoded', ['value', { a: 1 }]],
    ['"a,b"', 'application/json', ['value', 'a,b']],
    ['null', undefined, ['nothing']],
    ['', 'text/csv', ['nothing']],
    ['', undefined, ['nothing']],
  ])('%j sent as %s is none', async (text, mediaType, value) => {
    expect(await read(text, mediaType)).toEqual(value);
  });

  it.each([
    ['a,b', 'text/plain', 'input.media-unsupported'],
    [Buffer.from([0x61, 0xff]), 'text/csv', 'input.unreadable'],
    [Buffer.from([0x61, 0xc3]), 'text/csv', 'input.unreadable'],
    ['a\0', 'text/csv', 'input.unreadable'],
    ['[1', 'application/json', 'input.unreadable'],
    ['["a', 'application/json', 'input.unreadable'],
    ['[1}', 'application/json', 'input.unreadable'],
    ['[1] 2', 'application/json', 'input.unreadable'],
    ['[1][2]', 'application/json', 'input.unreadable'],
    ['[1,]', 'application/json', 'input.unreadable'],
    ['[,1]', 'application/json', 'input.unreadable'],
    ['[1,,2]', 'application/json', 'input.unreadable'],
    ['[1 2]', 'application/json', 'input.unreadable'],
    ['[{"a":1,"a":2}]', 'application/json', 'input.unreadable'],
    [`["${'x'.repeat(300_000)}"]`, 'application/json', 'input.invalid'],
    [`"${'x'.repeat(1024 * 1024)}"`, 'application/json', 'input.too-large'],
    ['x'.repeat(uploadBytes + 1), 'text/csv', 'input.too-large'],
  ])('is refused for its content (%#)', async (text, mediaType, code) => {
    await expect(read(text, mediaType, 65_536)).rejects.toMatchObject({ code });
  });

  it('reads arrays as JSON.parse does, wherever its pieces end', async () => {
    const items = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 40 }), fc.constantFrom(0, 2), async (values, size, space) => {
        const text = JSON.stringify(values, undefined, space);
        // What all bodies refuse is no matter of arrays.
        fc.pre(!/"__proto__"|\\u0000|\\ud/i.test(text));
        expect(await read(text, 'application/json', size)).toEqual(['array', JSON.parse(text)]);
      }),
      { numRuns: 300 },
    );
  });

  it('of an array is bounded row by row', async () => {
    const row = (values: number): string => `{"inputs":[${Array.from({ length: values }, () => 0).join()}]}`;
    const rows = (count: number, values: number): string =>
      `[${Array.from({ length: count }, () => row(values)).join()}]`;
    const [, items] = await read(rows(1000, 900), 'application/json', 65_536);
    expect(items).toHaveLength(1000);
    await expect(read(rows(2, 1000), 'application/json', 65_536)).rejects.toThrow('more than 1000 values');
  });

  it('is not read before it is opened', () => {
    let reads = 0;
    const payload = new Readable({ read: () => void (reads += 1) });
    expect([new Upload(payload, 'text/csv'), reads]).toEqual([expect.anything(), 0]);
  });
});

describe('a table', () => {
  const tableOf = async (text: string, mostRows = 10): Promise<unknown> => {
    const pieces = async function* () {
      for (let at = 0; at < text.length; at += 5) yield text.slice(at, at + 5);
    };
    const table = await openTable(pieces(), mostRows);
    return table && [table.columns, (await all(table.rows)).map(({ line, cells }) => [line, ...cells])];
  };

  it('has columns in lower case, and rows on the lines where they begin', async () => {
    const text = 'Name , TITLE\r\na,"two\r\nlines"\r\n\r\n , \r\nb,c\r\n';
    expect(await tableOf(text)).toEqual([
      ['name', 'title'],
      [
        [2, 'a', 'two\r\nlines'],
        [6, 'b', 'c'],
      ],
    ]);
  });

  it.each([
    ['a;b\n1;2,3', ['1', '2,3']],
    ['a\tb\n1\t2;3', ['1', '2;3']],
    ['a,b\n1,2;3', ['1', '2;3']],
    ['a\n1', ['1']],
  ])('has the delimiter of its header: %j', async (text, cells) => {
    expect(await tableOf(text)).toEqual([expect.anything(), [[2, ...cells]]]);
  });

  it.each(['', '\n\n'])('is none without a header: %j', async (text) => {
    expect(await tableOf(text)).toBeUndefined();
  });

  it.each([
    ['two columns of one name', 'a,b,A\n1,2,3', 'repeated_parameter'],
    ['201 columns', ','.repeat(200), 'too_many_items'],
    ['900,000 columns', ','.repeat(900_000), 'too_many_items'],
    ['a header without an end', 'x'.repeat(1_200_000), 'wrong_format'],
    ['more rows than may be', `a\n${'1\n'.repeat(11)}`, 'too_many_items'],
    ['a cell without an end', `a\n"${'x'.repeat(1_200_000)}`, 'wrong_format'],
    ['a long cell', `a\n${'x'.repeat(20_000)}`, 'too_long'],
    ['a quote that nobody closes', 'a\n"open', 'wrong_format'],
    ['a quote in a cell', 'a\n5" pipe', 'wrong_format'],
  ])('is refused for %s', async (_, text, rule) => {
    await expect(tableOf(text)).rejects.toMatchObject({ issues: [{ rule }] });
  });

  it('is not read beyond the most rows allowed', async () => {
    let pieces = 0;
    const endless = async function* () {
      yield 'a\n';
      for (;;) {
        pieces += 1;
        yield '1\n'.repeat(1000);
      }
    };
    const table = await openTable(endless(), 5000);
    await expect(table && all(table.rows)).rejects.toMatchObject({ issues: [{ rule: 'too_many_items' }] });
    expect(pieces).toBeLessThan(50);
  });
});
