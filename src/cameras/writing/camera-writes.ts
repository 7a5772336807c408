import { Injectable } from '@nestjs/common';
import { CameraBatch } from './camera-batch.js';
import { CameraCredentials } from './camera-credentials.js';
import { CameraUpdates } from './camera-updates.js';
import { CameraWriter } from './camera-writer.js';

/** All the ways in which cameras change. */
@Injectable()
export class CameraWrites {
  constructor(
    readonly one: CameraWriter,
    readonly updates: CameraUpdates,
    readonly batch: CameraBatch,
    readonly credentials: CameraCredentials,
  ) {}
}
