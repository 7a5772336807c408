import { createHash } from 'node:crypto';
import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraTile, CamerasService, tileExtent, type TileKey } from '#cameras';
import { negotiate } from '../http/accept.js';
import { ApiController } from '../http/endpoint.js';
import { isKnown, mayBeKept } from '../http/entity-tags.js';
import { InputError } from '../http/input.error.js';
import { readCameraList } from './camera-list.pipe.js';
import { CameraPreviews } from './camera-previews.js';
import { toCameraQuery } from './camera-list.query.js';
import { Endpoint } from './endpoint.decorator.js';
import { encodeTile } from './vector-tile.js';

const mediaType = 'application/vnd.mapbox-vector-tile';
/** Parameters of the list that a tile has no use for. */
const foreign = ['limit', 'cursor', 'sort', 'fields', 'include', 'total', 'near', 'radius', 'bbox', 'raw'];

/**
 * Maps of the cameras that the caller sees: Web Mercator, zoom 0 to 22. Layer `cameras` has single cameras with their `id`, layer
 * `groups` those that share one of 32 x 32 squares, with their `count`, where there are more than a thousand.
 */
@ApiController('api/v1/cameras/tiles', { tag: 'cameras' })
export class CameraTilesController {
  constructor(
    private readonly cameras: CamerasService,
    private readonly previews: CameraPreviews,
  ) {}

  @Endpoint('GET', ':z/:x/:y.mvt', {
    requires: ['cameras:read'],
    operationId: 'getCameraTile',
    summary: 'A tile of the map',
    description:
      'A Mapbox Vector Tile of what the caller sees, with the filters of the list. Layer `cameras` has single cameras with their `id`, layer `groups` those that share one of 32 x 32 squares, with their `count`, where there are more than a thousand.',
    params: [
      { name: 'z', description: 'The zoom, 0 to 22.' },
      { name: 'x', description: 'The column, from the west.' },
      { name: 'y', description: 'The row, from the north.' },
    ],
    query: [
      { name: 'q', required: false, description: 'Words, as in the list.', schema: { type: 'string' } },
      { name: 'as_user', required: false, description: 'As in the list.', schema: { type: 'integer' } },
    ],
    requestHeaders: [
      { name: 'If-None-Match', required: false, description: 'An `ETag` from before; 304 when it still holds.' },
    ],
    answer: {
      description: 'The tile, with its `ETag`.',
      content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
    },
    errors: [400, 401, 403, 404, 406],
  })
  async tile(
    @CurrentCaller() caller: Caller,
    @Param() place: Readonly<Record<string, string>>,
    @Query() parameters: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tile = {
      zoom: readPlace(place, 'z'),
      column: readPlace(place, 'x'),
      row: readPlace(place, 'y'),
    } satisfies TileKey;
    const misplaced = foreign.find((name) => parameters[name] !== undefined);
    if (misplaced !== undefined) throw InputError.at(misplaced, 'known', `A tile takes filters, and no ${misplaced}.`);
    const asked = await readCameraList(parameters);
    const viewing = await this.previews.list({ caller, query: toCameraQuery(asked) }, asked.as_user);
    negotiate(request, reply, [mediaType, 'application/x-protobuf', 'application/octet-stream']);
    const { bytes, tag } = encodedOnce(await this.cameras.tile(viewing.caller, viewing.query, tile));
    // It is the caller's alone, and is asked for again each time.
    mayBeKept(reply, tag);
    if (isKnown(request, tag)) void reply.status(304).send();
    else void reply.type(mediaType).send(bytes);
  }
}

/** Tiles that the core keeps are encoded once, and forgotten with them. */
const encoded = new WeakMap<CameraTile, EncodedTile>();

interface EncodedTile {
  readonly bytes: Buffer;
  readonly tag: string;
}

function encodedOnce(tile: CameraTile): EncodedTile {
  const found = encoded.get(tile) ?? encode(tile);
  encoded.set(tile, found);
  return found;
}

function encode({ cameras, groups }: CameraTile): EncodedTile {
  const bytes = encodeTile(
    [
      { name: 'cameras', key: 'id', features: cameras.map(({ id, x, y }) => ({ id, x, y, value: id })) },
      { name: 'groups', key: 'count', features: groups.map(({ count, x, y }) => ({ x, y, value: count })) },
    ],
    tileExtent,
  );
  return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

/** @throws InputError input.invalid */
function readPlace(place: Readonly<Record<string, string>>, name: string): number {
  const text = place[name] ?? '';
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw InputError.at(name, 'isInt', `${name} is a whole number.`);
}
