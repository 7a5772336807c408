/** A colour as red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];
/** One step for all frequencies: coarse enough to be small, fine enough for a drawing. */
const step = 12;
// Huffman codes of our own, as the format allows: 12 lengths of DC differences, and every AC symbol in 8 or 9 bits.
const dcSymbols = Array.from({ length: 12 }, (_, size) => size);
const acSymbols = [
  0x00,
  0xf0,
  ...Array.from({ length: 16 }, (_, run) => run).flatMap((run) =>
    Array.from({ length: 10 }, (_, size) => (run << 4) | (size + 1)),
  ),
];
const dcLength = 4;
const acLength = 8;
const cosines = Array.from({ length: 64 }, (_, index) => {
  const [frequency, at] = [index >> 3, index & 7];
  return Math.cos(((2 * at + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5;
});

/** A baseline JPEG (ITU-T T.81) of a drawing; both measures are multiples of eight. */
export function encodeJpeg(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const bits = new Bits();
  const before = [0, 0, 0];
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8)
      for (const [component, block] of blocksAt(left, top, colourAt).entries())
        before[component] = writeBlock(bits, block, before[component] ?? 0);
  return Buffer.concat([headers(width, height), bits.end(), Buffer.from([0xff, 0xd9])]);
}

/** Brightness and the two differences of colour, around zero. */
function blocksAt(left: number, top: number, colourAt: (x: number, y: number) => Colour): readonly Float64Array[] {
  const blocks = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as const;
  for (let index = 0; index < 64; index += 1) {
    const [r, g, b] = colourAt(left + (index & 7), top + (index >> 3));
    blocks[0][index] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
    blocks[1][index] = -0.168736 * r - 0.331264 * g + 0.5 * b;
    blocks[2][index] = 0.5 * r - 0.418688 * g - 0.081312 * b;
  }
  return blocks.map((block) => transformed(transformed(block)));
}

/** The cosine transform of the rows, with rows and columns exchanged: twice is that of the block. */
function transformed(block: Float64Array): Float64Array {
  const result = new Float64Array(64);
  for (let row = 0; row < 8; row += 1)
    for (let frequency = 0; frequency < 8; frequency += 1) {
      let sum = 0;
      for (let at = 0; at < 8; at += 1) sum += (block[row * 8 + at] ?? 0) * (cosines[frequency * 8 + at] ?? 0);
      result[frequency * 8 + row] = sum;
    }
  return result;
}

/** @returns its mean brightness, from which the next block's is encoded as a difference */
function writeBlock(bits: Bits, block: Float64Array, before: number): number {
  const values = zigzag.map((index) => Math.round((block[index] ?? 0) / step));
  const mean = values[0] ?? 0;
  const size = sizeOf(mean - before);
  bits.write(size, dcLength);
  bits.writeValue(mean - before, size);
  const last = values.findLastIndex((value) => value !== 0);
  let run = 0;
  for (const value of values.slice(1, last + 1)) {
    if (value === 0) {
      run += 1;
      continue;
    }
    for (; run > 15; run -= 16) bits.write(acSymbols.indexOf(0xf0), acLength);
    bits.write(acSymbols.indexOf((run << 4) | sizeOf(value)), acLength);
    bits.writeValue(value, sizeOf(value));
    run = 0;
  }
  if (last < 63) bits.write(0, acLength);
  return mean;
}

function sizeOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}

function headers(width: number, height: number): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    16,
    0x4a,
    0x46,
    0x49,
    0x46,
    0,
    1,
    1,
    0,
    0,
    1,
    0,
    1,
    0,
    0,
    0xff,
    0xdb,
    0,
    67,
    0,
    ...zigzag.map(() => step),
    0xff,
    0xc0,
    0,
    17,
    8,
    ...size,
    3,
    1,
    0x11,
    0,
    2,
    0x11,
    0,
    3,
    0x11,
    0,
    ...huffmanTable(0x00, dcLength, dcSymbols),
    ...huffmanTable(0x10, acLength, acSymbols),
    0xff,
    0xda,
    0,
    12,
    3,
    1,
    0,
    2,
    0,
    3,
    0,
    0,
    63,
    0,
  ]);
}

/** All codes of one length: a symbol's code is its place in the list. */
function huffmanTable(kind: number, length: number, symbols: readonly number[]): readonly number[] {
  const counts = Array.from({ length: 16 }, (_, index) => (index + 1 === length ? symbols.length : 0));
  return [0xff, 0xc4, 0, 19 + symbols.length, kind, ...counts, ...symbols];
}

/** Appends bits; the byte 255 is followed by 0, as the format requires. */
class Bits {
  private readonly bytes: number[] = [];
  private held = 0;
  private count = 0;

  write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.held = (this.held << 1) | ((value >> bit) & 1);
      this.count += 1;
      if (this.count === 8) this.flush();
    }
  }

  writeValue(value: number, size: number): void {
    this.write(value < 0 ? value + (1 << size) - 1 : value, size);
  }

  end(): Buffer {
    while (this.count > 0) this.write(1, 1);
    return Buffer.from(this.bytes);
  }

  private flush(): void {
    this.bytes.push(this.held);
    if (this.held === 0xff) this.bytes.push(0);
    this.held = 0;
    this.count = 0;
  }
}
