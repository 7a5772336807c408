import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { Preset, PresetDraft, PresetField } from './preset.js';

/** Presets: superusers make and change them, organizations use those that were given to them, members see these. */
@Injectable()
export class Presets {
  /** @param organizationId only those given to it; a deleted one is seen by superusers only */
  async list(
    _caller: Caller,
    _query: ListQuery<PresetField>,
    _page: Page,
    _organizationId?: number,
  ): Promise<ListPage<Preset>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<PresetField>, _organizationId?: number): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws CameraError object.not-found (preset) */
  async get(_caller: Caller, _id: number): Promise<Preset> {
    throw new Error('not built yet');
  }

  /** By id, for the presets of cameras that the caller sees. */
  async titles(
    _ids: readonly number[],
  ): Promise<ReadonlyMap<number, Pick<Preset, 'id' | 'title' | 'isAdjustable' | 'isDefault' | 'dvr'>>> {
    throw new Error('not built yet');
  }

  /** @throws CameraError object.forbidden, object.invalid (field) */
  async create(_caller: Caller, _draft: PresetDraft): Promise<Preset> {
    throw new Error('not built yet');
  }

  /** @throws CameraError object.not-found, object.forbidden, object.invalid */
  async update(_caller: Caller, _id: number, _change: PresetDraft): Promise<Preset> {
    throw new Error('not built yet');
  }

  /** Soft: cameras that have it keep it. @throws CameraError object.not-found, object.forbidden */
  async remove(_caller: Caller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** Gives it to an organization; idempotent. @throws CameraError object.not-found, object.forbidden */
  async assign(_caller: Caller, _organizationId: number, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** @throws CameraError object.not-found, object.forbidden */
  async unassign(_caller: Caller, _organizationId: number, _id: number): Promise<void> {
    throw new Error('not built yet');
  }
}
