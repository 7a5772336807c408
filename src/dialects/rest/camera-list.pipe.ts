import { Injectable, type PipeTransform } from '@nestjs/common';
import { InputError, propertiesOf } from '../http/input.error.js';
import { strictInput } from '../http/input.pipes.js';
import { cameraFilterNames, readCameraFilter } from './camera-filters.js';
import { CameraListQuery } from './camera-list.dto.js';
import { isTagFilter, readTagFilters } from './tags/tag-filter.js';
import { splitParameter, unknownParameter } from './resources/list-request.js';

const mostFilters = 50;
const ownNames = new Set(propertiesOf(CameraListQuery));
const allNames = [...new Set([...ownNames, ...cameraFilterNames, 'tags'])];

/** Reads the query string of a list of cameras: its own parameters by their DTO, and filters by field and operator. */
@Injectable()
class CameraListPipe implements PipeTransform<Readonly<Record<string, unknown>>, Promise<CameraListQuery>> {
  /** @throws InputError input.invalid */
  async transform(parameters: Readonly<Record<string, unknown>>): Promise<CameraListQuery> {
    return readCameraList(parameters);
  }
}

export const cameraListInput = new CameraListPipe();

/**
 * @param options.suggestions what else the route takes, to be suggested for a misspelt parameter
 * @throws InputError input.invalid
 */
export async function readCameraList(
  parameters: Readonly<Record<string, unknown>>,
  { suggestions = [] }: { readonly suggestions?: readonly string[] } = {},
): Promise<CameraListQuery> {
  const entries = Object.entries(parameters);
  const own = entries.filter(([name]) => ownNames.has(name));
  const [tagFilters, filters] = parted(entries.filter(([name]) => !ownNames.has(name)));
  const unknown = filters.find(([name]) => !cameraFilterNames.includes(splitParameter(name).name));
  if (unknown) throw unknownParameter(unknown[0], [...allNames, ...suggestions]);
  const tags = readTagFilters(tagFilters);
  if (filters.length > mostFilters) throw InputError.at('', 'few', `A query takes at most ${mostFilters} filters.`);
  const conditions = filters.flatMap(([name, value]) => readCameraFilter(name, [value].flat().map(String)));
  // The border: strictInput answers an instance of the type that it is given.
  const asked = (await strictInput.transform(Object.fromEntries(own), {
    type: 'query',
    metatype: CameraListQuery,
  })) as CameraListQuery;
  const isPage = parameters['limit'] !== undefined || parameters['cursor'] !== undefined;
  return Object.assign(asked, { filters: conditions, isPage, ...(tags ? { tags } : {}) });
}

type Entry = readonly [name: string, value: unknown];

function parted(entries: readonly Entry[]): readonly [tags: readonly Entry[], others: readonly Entry[]] {
  return [entries.filter(([name]) => isTagFilter(name)), entries.filter(([name]) => !isTagFilter(name))];
}
