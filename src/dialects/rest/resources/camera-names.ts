import { Injectable } from '@nestjs/common';
import type { Caller } from '#auth';
import { CamerasService } from '#cameras';
import { InputError } from '../../http/input.error.js';

/** REST names cameras by id where the core takes their names. */
@Injectable()
export class CameraNames {
  constructor(private readonly cameras: CamerasService) {}

  /**
   * The name of each camera, in order.
   * @param field of the body, at fault where a camera is missing or hidden
   * @param ids at most 1000
   * @throws InputError input.invalid
   */
  async of(caller: Caller, field: string, ids: readonly number[]): Promise<readonly string[]> {
    const names = await this.find(caller, ids);
    return ids.map((id) => names.get(id) ?? missing(field, id));
  }

  /** The same with empty places. @throws InputError input.invalid */
  async ofCells(caller: Caller, field: string, ids: readonly (number | null)[]): Promise<readonly (string | null)[]> {
    const present = ids.filter((id) => id !== null);
    const names = await this.find(caller, present);
    return ids.map((id) => (id === null ? null : (names.get(id) ?? missing(field, id))));
  }

  private async find(caller: Caller, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const query = { where: [{ operator: 'in', field: 'id', values: wanted } as const] };
    const { items } = await this.cameras.list(caller, query, { limit: wanted.length });
    return new Map(items.map(({ id, name }) => [id, name]));
  }
}

function missing(field: string, id: number): never {
  throw InputError.at(field, 'exists', `There is no camera ${id}, or it is hidden.`);
}
