/** A point of a layer, with one whole number as its property. */
export interface TileFeature {
  readonly x: number;
  readonly y: number;
  readonly id?: number;
  readonly value: number;
}

export interface TileLayer {
  readonly name: string;
  /** Of the one property. */
  readonly key: string;
  readonly features: readonly TileFeature[];
}

const lengthDelimited = 2;
const varint = 0;
const pointType = 1;
const moveToOne = 9;

/**
 * Layers of points as a Mapbox Vector Tile 2.1 (protocol buffers). Points are all there is, so this takes no library.
 * @param extent units along the edge of the tile
 */
export function encodeTile(layers: readonly TileLayer[], extent: number): Buffer {
  const bytes: number[] = [];
  for (const layer of layers) if (layer.features.length > 0) writeMessage(bytes, 3, layerBytes(layer, extent));
  return Buffer.from(bytes);
}

function layerBytes({ name, key, features }: TileLayer, extent: number): readonly number[] {
  const bytes: number[] = [];
  const values = new Map<number, number>();
  writeNumber(bytes, 15, 2);
  writeMessage(bytes, 1, Buffer.from(name));
  for (const { x, y, id, value } of features) {
    const index = values.get(value) ?? values.size;
    values.set(value, index);
    const feature: number[] = [];
    if (id !== undefined) writeNumber(feature, 1, id);
    writeMessage(feature, 2, packed([0, index]));
    writeNumber(feature, 3, pointType);
    // Zigzag: twice a number that is not negative.
    writeMessage(feature, 4, packed([moveToOne, 2 * x, 2 * y]));
    writeMessage(bytes, 2, feature);
  }
  writeMessage(bytes, 3, Buffer.from(key));
  for (const value of values.keys()) {
    const content: number[] = [];
    writeNumber(content, 5, value);
    writeMessage(bytes, 4, content);
  }
  writeNumber(bytes, 5, extent);
  return bytes;
}

function packed(values: readonly number[]): readonly number[] {
  const bytes: number[] = [];
  for (const value of values) writeVarint(bytes, value);
  return bytes;
}

function writeNumber(bytes: number[], field: number, value: number): void {
  writeVarint(bytes, field * 8 + varint);
  writeVarint(bytes, value);
}

function writeMessage(bytes: number[], field: number, content: Iterable<number> & { readonly length: number }): void {
  writeVarint(bytes, field * 8 + lengthDelimited);
  writeVarint(bytes, content.length);
  for (const byte of content) bytes.push(byte);
}

/** @param value a whole number from 0 to 2^53 */
function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
