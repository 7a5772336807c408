import { Body, Param, Query } from '@nestjs/common';
import { OrganizationsService, type OrganizationView } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { type Playback, PlaybackTokensService } from '#playback';
import { type Mosaic as MosaicItem, type MosaicCamera, MosaicsService } from '#layouts';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, isSelected, toWire, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { MosaicChange, NewMosaic } from './mosaic.dto.js';
import { MosaicAnswer, mosaicList, type MosaicRelated, readMosaic } from './mosaic.fields.js';

const mosaicId = new RowIdPipe('mosaic');
/** How many cameras get playback tokens in one statement. */
const camerasAtOnce = 1000;

/** Streams side by side on one screen, as members of an organization arrange them. */
@ClientApi('mosaics', { tag: 'mosaics' })
export class MosaicsController {
  constructor(
    private readonly mosaics: MosaicsService,
    private readonly organizations: OrganizationsService,
    private readonly playbackTokens: PlaybackTokensService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'mosaics_list',
    summary: "Mosaics of the caller's organizations",
    list: { key: 'mosaics', item: MosaicAnswer, sort: 'title', select: 'title,streams.name' },
    errors: [400, 401],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'mosaics',
      list: mosaicList,
      parameters,
      searchable: true,
      page: (query, page) => this.mosaics.list(caller, query, page),
      count: (query) => this.mosaics.count(caller, query),
      context: (items, select) => this.related(caller, items, select),
    });
  }

  @Endpoint('POST', '', {
    operationId: 'mosaic_create',
    summary: 'Create a mosaic',
    description:
      'For members who may edit streams. Without `organization_id`: in the first organization where the caller may.',
    requires: ['cameras:write', { orMember: true }],
    answer: { type: MosaicAnswer, description: 'The mosaic.' },
    errors: [400, 401, 402, 403, 404],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewMosaic): Promise<Wire> {
    return this.show(caller, await this.mosaics.create(caller, readMosaic(body)));
  }

  @Endpoint('GET', ':mosaic_id', {
    operationId: 'mosaic_get',
    summary: 'One mosaic',
    answer: { type: MosaicAnswer, description: 'The mosaic.' },
    errors: [401, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('mosaic_id', mosaicId) id: number): Promise<Wire> {
    return this.show(caller, await this.mosaics.get(caller, id));
  }

  @Endpoint('PUT', ':mosaic_id', {
    operationId: 'mosaic_save',
    summary: 'Change a mosaic',
    description:
      'What is left out stays. `streams` replaces all cells; an empty one leaves a stream there that the caller does not see.',
    requires: ['cameras:write', { orMember: true }],
    answer: { type: MosaicAnswer, description: 'The whole mosaic.' },
    errors: [400, 401, 402, 403, 404],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('mosaic_id', mosaicId) id: number,
    @Body(objectBody) body: MosaicChange,
  ): Promise<Wire> {
    return this.show(caller, await this.mosaics.update(caller, id, readMosaic(body)));
  }

  @Endpoint('DELETE', ':mosaic_id', {
    operationId: 'mosaic_delete',
    summary: 'Delete a mosaic',
    requires: ['cameras:write', { orMember: true }],
    answer: { status: 204, description: 'Deleted.' },
    errors: [401, 403, 404],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('mosaic_id', mosaicId) id: number): Promise<void> {
    await this.mosaics.remove(caller, id);
  }

  private async show(caller: Caller, mosaic: MosaicItem): Promise<Wire> {
    return toWire(mosaicList, mosaic, await this.related(caller, [mosaic]));
  }

  private async related(
    caller: Caller,
    mosaics: readonly MosaicItem[],
    select?: readonly string[],
  ): Promise<MosaicRelated> {
    const watched = isSelected('streams.playback_token', select) || isSelected('streams.streaming_endpoint', select);
    const selected = isSelected('organization.title', select) || isSelected('organization.user_permissions', select);
    const [playbacks, organizations] = await Promise.all([
      watched ? this.playbacks(caller, mosaics) : new Map<number, Playback>(),
      selected ? this.organizationsOf(caller, mosaics) : [],
    ]);
    return { playbacks, organizations: new Map(organizations.map((view) => [view.id, view])) };
  }

  /** Of every stream on the page, each once. */
  private async playbacks(caller: Caller, mosaics: readonly MosaicItem[]): Promise<ReadonlyMap<number, Playback>> {
    const cameras = new Map<number, MosaicCamera>();
    for (const camera of mosaics.flatMap((mosaic) => mosaic.cameras)) if (camera) cameras.set(camera.id, camera);
    const all = [...cameras.values()];
    const found = new Map<number, Playback>();
    for (let from = 0; from < all.length; from += camerasAtOnce) {
      const part = await this.playbackTokens.forCameras(caller, all.slice(from, from + camerasAtOnce));
      for (const [id, playback] of part) found.set(id, playback);
    }
    return found;
  }

  private async organizationsOf(caller: Caller, mosaics: readonly MosaicItem[]): Promise<readonly OrganizationView[]> {
    const ids = [...new Set(mosaics.map(({ organizationId }) => organizationId))];
    if (ids.length === 0) return [];
    const { items } = await this.organizations.list(
      caller,
      { where: [{ operator: 'in', field: 'id', values: ids }] },
      { limit: ids.length },
    );
    return items;
  }
}
