import { Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { type Area, CamerasService, viewOf } from '#cameras';
import { negotiate } from '../http/accept.js';
import { ApiController } from '../http/endpoint.js';
import { isKnown } from '../http/entity-tags.js';
import { CameraFeature } from './camera-answer.dto.js';
import { keyOf } from './camera-key.js';
import { Endpoint } from './endpoint.decorator.js';
import { versionTag } from './resources/preconditions.js';

const mediaType = 'application/geo+json';

/** What a camera sees, as a shape on the map. */
@ApiController('api/v1/cameras', { tag: 'cameras' })
export class CameraViewController {
  constructor(private readonly cameras: CamerasService) {}

  @Endpoint('GET', ':id/view', {
    requires: ['cameras:read'],
    operationId: 'getCameraView',
    summary: 'What a camera sees',
    description:
      'The sector of `azimuth`, `fov` and `range` as a Polygon, or a MultiPolygon where it is cut at the antimeridian (RFC 7946): anticlockwise, at most 500 points, with an edge along the latitude of a pole that is in it. `geometry` is null where one of them is not known; all around (`fov` 360) needs no `azimuth`.',
    params: [{ name: 'id', description: "The camera's number." }],
    requestHeaders: [
      { name: 'If-None-Match', required: false, description: 'An `ETag` from before; 304 when it still holds.' },
    ],
    answer: {
      description: 'A feature with the shape.',
      content: { [mediaType]: { schema: { $ref: '#/components/schemas/CameraFeature' } } },
    },
    errors: [401, 403, 404, 406],
  })
  async view(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = negotiate(request, reply, [mediaType, 'application/json']);
    const camera = await this.cameras.get(caller, keyOf(id));
    const tag = versionTag(camera.version);
    void reply.header('etag', tag);
    if (isKnown(request, tag)) {
      void reply.status(304).send();
      return;
    }
    const { azimuth, viewAngle: fov, viewRangeMetres: range } = camera;
    const feature = {
      type: 'Feature',
      id: camera.id,
      geometry: geometryOf(viewOf(camera) ?? []),
      properties: { id: camera.id, azimuth, fov, range },
    } satisfies CameraFeature;
    // As bytes: to a text Fastify would add a charset, which the type does not have (RFC 7946 §12).
    void reply.type(type).send(Buffer.from(JSON.stringify(feature)));
  }
}

function geometryOf(area: Area): CameraFeature['geometry'] {
  const [polygon, ...others] = area;
  if (polygon === undefined) return null;
  return others.length === 0 ? { type: 'Polygon', coordinates: polygon } : { type: 'MultiPolygon', coordinates: area };
}
