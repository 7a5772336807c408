import type { Caller } from '#auth';
import type { Camera } from '../camera.js';
import type { CamerasService } from '../cameras.service.js';
import type { ReadRow } from './parsed-row.js';

/** CAM2 v1 knows cameras by number alone: one that there is already keeps its name, and is not made again. */
export class KnownNumbers {
  constructor(
    private readonly cameras: CamerasService,
    private readonly caller: Caller,
  ) {}

  /** @param rows at most 1000 */
  async named(rows: readonly ReadRow[]): Promise<readonly ReadRow[]> {
    const numbers = rows.flatMap(({ draft }) => draft.cameraId ?? []);
    if (numbers.length === 0) return rows;
    const { items } = await this.cameras.list(
      this.caller,
      { where: [{ operator: 'in', field: 'cameraId', values: numbers }] },
      { limit: numbers.length },
    );
    const found = new Map(items.map((camera) => [camera.cameraId, camera]));
    return rows.map((row) => {
      const camera = row.draft.cameraId === undefined ? undefined : found.get(row.draft.cameraId);
      return camera === undefined
        ? row
        : { ...row, draft: { ...withoutKnownUrl(row.draft, camera), name: camera.name } };
    });
  }
}

/** v1 writes one URL, whichever of the camera's it is: one that the camera has already changes nothing. */
function withoutKnownUrl(draft: ReadRow['draft'], camera: Camera): ReadRow['draft'] {
  const urls = [camera.streamUrl, camera.snapshotUrl, camera.pageUrl, ...camera.inputs.map(({ url }) => url)];
  const given = draft.streamUrl ?? draft.snapshotUrl ?? draft.pageUrl;
  if (given === undefined || given === null || !urls.includes(given)) return draft;
  const { streamUrl: _stream, snapshotUrl: _snapshot, pageUrl: _page, ...others } = draft;
  return others;
}
