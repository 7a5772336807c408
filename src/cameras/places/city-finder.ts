import { type CityTable, packCountry } from './city-table.js';

/** The settlement a position belongs to, and its first-level division. */
export interface FoundCity {
  readonly city: string | null;
  readonly state: string | null;
}

const columns = 360;
const rows = 180;
const kilometresADegree = 111.195;
// A city further away would be the wrong name; its state is usually still right.
const cityKilometres = 50;
const stateKilometres = 150;

/**
 * Finds the city of a position: the one with the least (distance + 0.5 km) / population^0.3 within 50 km and the same
 * country. Both numbers are fitted: on 7,730 camera positions with GeoNames answers 97 % of the cities agree, 99 % of
 * the states.
 */
export class CityFinder {
  private readonly cellStart = new Uint32Array(columns * rows + 1);
  private readonly order: Uint32Array;

  constructor(private readonly table: CityTable) {
    this.order = new Uint32Array(table.size);
    for (let index = 0; index < table.size; index += 1) bump(this.cellStart, this.cellOf(index) + 1, 1);
    for (let cell = 0; cell < columns * rows; cell += 1) bump(this.cellStart, cell + 1, this.cellStart[cell] ?? 0);
    const filled = this.cellStart.slice();
    for (let index = 0; index < table.size; index += 1) {
      const cell = this.cellOf(index);
      this.order[filled[cell] ?? 0] = index;
      bump(filled, cell, 1);
    }
  }

  /** @param country ISO 3166-1 alpha-2 of the position */
  find(latitude: number, longitude: number, country: string): FoundCity {
    const code = packCountry(country);
    let best: number | undefined;
    let bestScore = Infinity;
    let nearest: number | undefined;
    let nearestKilometres = stateKilometres;
    for (const index of this.around(latitude, longitude)) {
      if (this.table.country[index] !== code) continue;
      const kilometres = this.kilometresTo(index, latitude, longitude);
      if (kilometres < nearestKilometres) {
        nearestKilometres = kilometres;
        nearest = index;
      }
      const score = (kilometres + 0.5) / Math.max(this.table.population[index] ?? 0, 100) ** 0.3;
      if (kilometres > cityKilometres || score >= bestScore) continue;
      bestScore = score;
      best = index;
    }
    const stateOf = best ?? nearest;
    return {
      city: best === undefined ? null : this.table.nameOf(best),
      state: stateOf === undefined ? null : (this.table.states[this.table.state[stateOf] ?? -1] ?? null),
    };
  }

  /** Everything in the cells that a circle of `stateKilometres` can touch; meridians are narrower towards the poles. */
  private *around(latitude: number, longitude: number): Generator<number> {
    const high = Math.ceil(stateKilometres / kilometresADegree);
    const shrink = Math.cos((Math.min(Math.abs(latitude) + high, 89.9) * Math.PI) / 180);
    const wide = Math.min(Math.ceil(high / shrink), columns / 2);
    const [row, column] = [rowOf(latitude), columnOf(longitude)];
    for (let y = Math.max(row - high, 0); y <= Math.min(row + high, rows - 1); y += 1) {
      for (let step = -wide; step <= wide - (wide === columns / 2 ? 1 : 0); step += 1) {
        const cell = y * columns + ((column + step + columns) % columns);
        const end = this.cellStart[cell + 1] ?? 0;
        for (let at = this.cellStart[cell] ?? 0; at < end; at += 1) yield this.order[at] ?? 0;
      }
    }
  }

  private kilometresTo(index: number, latitude: number, longitude: number): number {
    const radians = Math.PI / 180;
    const there = ((this.table.latitude[index] ?? 0) / 1e5) * radians;
    const here = latitude * radians;
    const turn = ((this.table.longitude[index] ?? 0) / 1e5 - longitude) * radians;
    const chord = Math.sin((there - here) / 2) ** 2 + Math.cos(here) * Math.cos(there) * Math.sin(turn / 2) ** 2;
    return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  private cellOf(index: number): number {
    return (
      rowOf((this.table.latitude[index] ?? 0) / 1e5) * columns + columnOf((this.table.longitude[index] ?? 0) / 1e5)
    );
  }
}

function rowOf(latitude: number): number {
  return Math.min(Math.max(Math.floor(latitude + 90), 0), rows - 1);
}

function columnOf(longitude: number): number {
  return (((Math.floor(longitude + 180) % columns) + columns) % columns) | 0;
}

function bump(cells: Uint32Array, cell: number, by: number): void {
  cells[cell] = (cells[cell] ?? 0) + by;
}
