import { invalid } from '#errors';
import { isRowId } from '#database';
import type { Caller, CameraSelector } from '#auth';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { visibleFolders } from './folders/visible-folders.js';
import { visibleOrganizations } from './organizations/visible-organizations.js';
import { visibleCameras } from './visible-cameras.js';

/** Checks choices of cameras before a credential is made for them. */
@Injectable()
export class CameraSelectionsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * That a caller sees what they choose. What is missing and what is hidden answer alike. A right that ends later ends what
   * the credential reaches: that is decided at each request.
   * @throws DomainError object.invalid (api-key: cameras)
   */
  async assertVisible(caller: Caller, selector: CameraSelector | null | undefined): Promise<void> {
    if (selector === null || selector === undefined) return;
    const ids = [
      ...new Set(
        'cameraIds' in selector
          ? selector.cameraIds
          : ['organizationId' in selector ? selector.organizationId : selector.folderId],
      ),
    ];
    const sql = new SqlParameters();
    const wanted = ids.every(isRowId) ? `${sql.add(ids)}::integer[]` : 'array[]::integer[]';
    const chosen =
      'cameraIds' in selector
        ? `cameras c where c.id = any(${wanted}) and ${visibleCameras(caller, sql)}`
        : 'organizationId' in selector
          ? `organizations o where o.id = any(${wanted}) and ${visibleOrganizations(caller, sql, { andPublic: true })}`
          : `folders f where f.id = any(${wanted}) and ${visibleFolders(caller, sql)}`;
    const found = await this.dataSource.query<unknown[]>(`select from ${chosen}`, sql.values);
    if (found.length < ids.length) invalid('api-key', 'cameras', 'missing or hidden');
  }
}
