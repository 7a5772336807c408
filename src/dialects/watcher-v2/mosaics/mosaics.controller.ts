import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { MosaicsService } from '#layouts';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { MosaicBody, MosaicItem, MosaicListQuery, NewMosaicBody } from './mosaic.dto.js';
import { mosaicOrders, toMosaicDraft, toMosaicWire } from './mosaic.wire.js';

/** Cameras side by side; changed by members who may change cameras. */
@ApiTags('mosaics')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/mosaics')
export class MosaicsController {
  constructor(private readonly mosaics: MosaicsService) {}

  @Get()
  @ApiOperation({ summary: 'The mosaics of the organizations that the caller belongs to' })
  @ApiList(MosaicItem, 'Mosaics.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: MosaicListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly MosaicItem[]> {
    const query = toListQuery(parameters, mosaicOrders, equal('organizationId', parameters.organization_id));
    const { items } = await this.mosaics.list(caller, query, page);
    return items.map(toMosaicWire);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a mosaic' })
  @ApiResponse({ status: 200, type: MosaicItem, description: 'The mosaic.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewMosaicBody): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.create(caller, toMosaicDraft(body)));
  }

  @Get(':mosaic_id')
  @ApiOperation({ summary: 'One mosaic' })
  @ApiResponse({ status: 200, type: MosaicItem, description: 'The mosaic.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('mosaic_id', RowId) id: number): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.get(caller, id));
  }

  @Put(':mosaic_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Change a mosaic', description: 'What is left out stays.' })
  @ApiResponse({ status: 200, type: MosaicItem, description: 'The mosaic as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('mosaic_id', RowId) id: number,
    @Body(ObjectInput) body: MosaicBody,
  ): Promise<MosaicItem> {
    return toMosaicWire(await this.mosaics.update(caller, id, toMosaicDraft(body)));
  }

  @Delete(':mosaic_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Delete a mosaic' })
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(403, 404)
  async remove(@CurrentCaller() caller: Caller, @Param('mosaic_id', RowId) id: number): Promise<Success> {
    await this.mosaics.remove(caller, id);
    return { success: true };
  }
}
