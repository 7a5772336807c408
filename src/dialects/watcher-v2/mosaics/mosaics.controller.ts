import { Body, Param, Query } from '@nestjs/common';
import { type Caller, CurrentCaller } from '#auth';
import { MosaicsService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { MosaicBody, MosaicItem, MosaicListQuery, NewMosaicBody } from './mosaic.dto.js';
import { mosaicOrders, toMosaicDraft, toMosaicWire } from './mosaic.wire.js';

/** Cameras side by side; changed by members who may change cameras. */
@WatcherV2Api('vsaas/api/v2/mosaics', { tag: 'mosaics' })
export class MosaicsController {
  constructor(private readonly mosaics: MosaicsService) {}

  @Endpoint('GET', '', {
    summary: 'The mosaics of the organizations that the caller belongs to',
    list: { type: MosaicItem, description: 'Mosaics.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: MosaicListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly MosaicItem[]> {
    const query = toListQuery(parameters, mosaicOrders, equal('organizationId', parameters.organization_id));
    const { items } = await this.mosaics.list(caller, query, page);
    return items.map(toMosaicWire);
  }

  @Endpoint('POST', '', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Make a mosaic',
    answer: { type: MosaicItem, description: 'The mosaic.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewMosaicBody): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.create(caller, toMosaicDraft(body)));
  }

  @Endpoint('GET', ':mosaic_id', {
    summary: 'One mosaic',
    answer: { type: MosaicItem, description: 'The mosaic.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('mosaic_id', RowId) id: number): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.get(caller, id));
  }

  @Endpoint('PUT', ':mosaic_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Change a mosaic',
    description: 'What is left out stays.',
    answer: { type: MosaicItem, description: 'The mosaic as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('mosaic_id', RowId) id: number,
    @Body(ObjectInput) body: MosaicBody,
  ): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.update(caller, id, toMosaicDraft(body)));
  }

  @Endpoint('DELETE', ':mosaic_id', {
    requires: ['cameras:write', { orMember: true }],
    summary: 'Delete a mosaic',
    answer: { type: Success, description: 'Deleted.' },
    errors: [403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('mosaic_id', RowId) id: number): Promise<Success> {
    await this.mosaics.remove(caller, id);
    return { success: true };
  }
}
