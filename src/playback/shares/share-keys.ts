import { digest } from '#auth';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { SharePermission } from './share.js';

const form = /^[0-9A-Za-z]{27}$/;

/** The rights of a link, all of its entries together. */
export interface ShareGrant {
  readonly shareId: number;
  readonly live: boolean;
  /** Whether parts of the archive may be downloaded as files. */
  readonly mayExport: boolean;
  /** How far back, in seconds; 0: without limit; undefined: not at all. */
  readonly archiveSeconds: number | undefined;
}

/** Finds the rights of a link's key on a camera, as they are in the database now. */
@Injectable()
export class ShareKeys {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Undefined for a key that is unknown, removed, or another camera's. */
  async find(key: string, cameraName: string): Promise<ShareGrant | undefined> {
    if (!looksLikeShareKey(key)) return undefined;
    const [row] = await this.dataSource.query<
      { readonly id: number; readonly permissions: readonly SharePermission[] }[]
    >(
      `select s.id, s.permissions from shares s join cameras c on c.id = s.camera_id
       where s.key_hash = $1 and c.name = $2`,
      [digest(key), cameraName],
    );
    return row && { shareId: row.id, ...together(row.permissions) };
  }
}

export function looksLikeShareKey(text: string): boolean {
  return form.test(text);
}

function together(permissions: readonly SharePermission[]): Omit<ShareGrant, 'shareId'> {
  const depths = permissions.filter(({ dvr }) => dvr).map(({ dvrDepthLimitSeconds }) => dvrDepthLimitSeconds);
  return {
    live: permissions.some(({ live }) => live),
    mayExport: permissions.some((permission) => permission.export),
    archiveSeconds: depths.length === 0 ? undefined : depths.includes(0) ? 0 : Math.max(...depths),
  };
}
