import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import type { CameraKey } from '../../camera.js';
import { CamerasService } from '../../cameras.service.js';
import { type CameraProvenance, CameraProvenanceStore } from './camera-provenance.store.js';

/** Where cameras come from. */
@Injectable()
export class CameraProvenanceService {
  constructor(
    private readonly cameras: CamerasService,
    private readonly store: CameraProvenanceStore,
  ) {}

  /**
   * The row that last set a camera; undefined for one that no import has set since it is noted.
   * @throws DomainError camera.not-found
   */
  async find(caller: Caller, key: CameraKey): Promise<CameraProvenance | undefined> {
    const { objectId } = await this.cameras.get(caller, key);
    return this.store.find(objectId);
  }
}
