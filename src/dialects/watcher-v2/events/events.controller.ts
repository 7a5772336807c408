import { Body, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { type CameraEvent, type CameraEventField, EventsService } from '#notifications';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { EventItem, EventListQuery, NewEvent } from './event.dto.js';
import { readEvents } from './event.input.js';

/** By which fields events can be sorted. */
const orders: Readonly<Record<string, CameraEventField>> = {
  id: 'id',
  type: 'type',
  camera: 'cameraName',
  start_at: 'at',
};

/** What was seen at cameras, as others report it. */
@WatcherV2Api('vsaas/api/v2/events', { tag: 'events' })
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Endpoint('GET', '', {
    summary: 'What was seen at the cameras that the caller sees',
    list: { type: EventItem, description: 'Events, oldest first.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: EventListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly EventItem[]> {
    const filters = [...equal('type' as const, parameters.type), ...equal('cameraName' as const, parameters.camera)];
    const { items } = await this.events.list(caller, toListQuery(parameters, orders, filters), page);
    return items.map(toEventWire);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Report what was seen',
    description: 'One event, or an array of at most 1000: all or none. For those who may change the camera.',
    body: { type: NewEvent },
    answer: { type: EventItem, description: 'The event; an array where an array was sent.' },
    errors: [400, 403],
  })
  async record(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) { type }: EventListQuery,
    @Body() body: unknown,
  ): Promise<EventItem | readonly EventItem[] | undefined> {
    const events = (await this.events.record(caller, readEvents(body, type))).map(toEventWire);
    return Array.isArray(body) ? events : events[0];
  }
}

function toEventWire({ id, type, camera, at, data }: CameraEvent): EventItem {
  return {
    id,
    type,
    camera: camera?.name ?? null,
    camera_id: camera?.name ?? null,
    camera_title: camera === null ? null : (camera.title ?? camera.name),
    start_at: Math.floor(at.getTime() / 1000),
    data: typeof data === 'object' ? data : { value: data },
  };
}
