import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * What access needs of cameras when their organization or folder is deleted: the cameras module owns their tables. All
 * methods write in the given transaction, and log a change for each camera.
 */
export abstract class CameraTables {
  /** Deletes the cameras of an organization. */
  abstract removeFrom(manager: EntityManager, organizationId: number): Promise<void>;
  /** Locks the cameras in some folders until the transaction ends, in the order of their ids. */
  abstract lockIn(manager: EntityManager, folderIds: readonly number[]): Promise<void>;
  /** Moves the cameras in some folders to another folder of the same organization. */
  abstract moveTo(manager: EntityManager, folderIds: readonly number[], destinationId: number, at: Date): Promise<void>;
}

/**
 * Gives access the implementation of `CameraTables`. CamerasModule imports AccessModule, so access cannot have it injected:
 * the implementation connects itself when it is constructed.
 */
@Injectable()
export class CameraTablesConnector {
  private connected?: CameraTables;

  connect(tables: CameraTables): void {
    this.connected = tables;
  }

  get tables(): CameraTables {
    if (this.connected === undefined) throw new Error('CamerasModule is not part of this application');
    return this.connected;
  }
}
