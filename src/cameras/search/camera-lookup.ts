import { visibleCameras } from '#access';
import { Statements } from '#database';
import { SqlParameters } from '#lists';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import type { Camera, CameraKey } from '../camera.js';
import { hidesAddresses, withAddressed } from '../camera-addresses.js';
import { columnsFor } from '../camera-columns.js';
import { compileKey } from '../camera-key.js';
import type { CameraShape } from './camera-shape.js';
import { compileShape } from './compile-shape.js';

/** Finds one camera by any of its keys, where the caller sees it. */
@Injectable()
export class CameraLookup {
  constructor(private readonly statements: Statements) {}

  async find(caller: Caller, key: CameraKey): Promise<Camera | undefined> {
    const { text, values } = compileLookup(caller, key, columnsFor(hidesAddresses(caller))) ?? {};
    if (text === undefined || values === undefined) return undefined;
    const [camera] = await this.statements.objects<Camera>(text, values);
    return camera;
  }

  /** The camera as JSON, written by PostgreSQL in a named statement. */
  async findJson(caller: Caller, key: CameraKey, shape: CameraShape): Promise<string | undefined> {
    const { text, values } = compileLookup(caller, key, compileShape(shape, hidesAddresses(caller))) ?? {};
    if (text === undefined || values === undefined) return undefined;
    const [row] = await this.statements.named(text, values);
    const json = row?.[0];
    return typeof json === 'string' ? json : undefined;
  }
}

function compileLookup(
  caller: Caller,
  key: CameraKey,
  columns: string,
): { readonly text: string; readonly values: readonly unknown[] } | undefined {
  const sql = new SqlParameters();
  const condition = compileKey(key, sql);
  if (condition === undefined) return undefined;
  const text = `select ${columns} from cameras c where ${condition} and ${visibleCameras(caller, sql)}`;
  return { text: withAddressed(text, caller, sql), values: sql.values };
}
