import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';

export const mosaicTypes = ['1x7', '2x2', '3x3', '4x4', '5x5', '6x6', '6x8', '7x7', '8x8'] as const;
export type MosaicType = (typeof mosaicTypes)[number];

/** Cameras side by side. */
export interface Mosaic {
  readonly id: number;
  readonly title: string;
  readonly type: MosaicType;
  readonly organizationId: number;
  /** Shown to the organization, not only to its maker. */
  readonly visible: boolean;
  /** A camera a cell; null: an empty cell, or a camera that the caller does not see. */
  readonly cameras: readonly ({ readonly id: number; readonly name: string; readonly title: string | null } | null)[];
  readonly createdAt: Date;
}
export type MosaicField = 'id' | 'title' | 'type' | 'organizationId' | 'visible' | 'createdAt';
export interface MosaicDraft {
  readonly title?: string | undefined;
  readonly type?: MosaicType | undefined;
  readonly organizationId?: number | undefined;
  readonly visible?: boolean | undefined;
  /** Names of cameras, null for an empty cell; no more than the type has cells. */
  readonly cameras?: readonly (string | null)[] | undefined;
}

/** Mosaics of the organizations that the caller belongs to; changed by members who may edit streams. */
@Injectable()
export class Mosaics {
  async list(_caller: Caller, _query: ListQuery<MosaicField>, _page: Page): Promise<ListPage<Mosaic>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<MosaicField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (mosaic) */
  async get(_caller: Caller, _id: number): Promise<Mosaic> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.invalid (field), object.forbidden */
  async create(_caller: Caller, _draft: MosaicDraft): Promise<Mosaic> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found, object.invalid, object.forbidden */
  async update(_caller: Caller, _id: number, _change: MosaicDraft): Promise<Mosaic> {
    throw new Error('not built yet');
  }

  async remove(_caller: Caller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }
}
