import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { PresetsService } from '#cameras';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { ListParameters, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewPresetBody, PresetBody, PresetItem } from './preset.dto.js';
import { presetOrders, toPresetDraft, toPresetWire } from './preset.wire.js';

/** Settings that many cameras share; made by administrators. */
@ApiTags('presets')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/presets')
export class PresetsController {
  constructor(private readonly presets: PresetsService) {}

  @Get()
  @ApiOperation({ summary: 'The presets that the caller may use' })
  @ApiList(PresetItem, 'Presets.')
  @ApiFailures(400, 403)
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: ListParameters,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly PresetItem[]> {
    const { items } = await this.presets.list(caller, toListQuery(parameters, presetOrders), page);
    return items.map(toPresetWire);
  }

  @Post()
  @Requires('cameras:write', { orMember: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a preset', description: 'For administrators.' })
  @ApiResponse({ status: 200, type: PresetItem, description: 'The preset.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewPresetBody): Promise<PresetItem> {
    return toPresetWire(await this.presets.create(caller, toPresetDraft(body)));
  }

  @Get(':preset_id')
  @ApiOperation({ summary: 'One preset' })
  @ApiResponse({ status: 200, type: PresetItem, description: 'The preset.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('preset_id', RowId) id: number): Promise<PresetItem> {
    return toPresetWire(await this.presets.get(caller, id));
  }

  @Put(':preset_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Change a preset', description: 'For administrators. What is left out stays.' })
  @ApiResponse({ status: 200, type: PresetItem, description: 'The preset as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('preset_id', RowId) id: number,
    @Body(ObjectInput) body: PresetBody,
  ): Promise<PresetItem> {
    return toPresetWire(await this.presets.update(caller, id, toPresetDraft(body)));
  }

  @Delete(':preset_id')
  @Requires('cameras:write', { orMember: true })
  @ApiOperation({ summary: 'Delete a preset', description: 'For administrators. Cameras that have it keep it.' })
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(403, 404)
  async remove(@CurrentCaller() caller: Caller, @Param('preset_id', RowId) id: number): Promise<Success> {
    await this.presets.remove(caller, id);
    return { success: true };
  }
}
