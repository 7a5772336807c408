import type { FloorPlanCorners, FloorPlanImage, Folder, FolderDraft, FolderField, FolderShift, Point } from '#access';
import { InputError } from '../../http/input.error.js';
import { readCoordinates, writeCoordinates } from '../coordinates.js';
import type { FolderBody, FolderChangeBody, FolderItem, MapFileBody, MapFileItem } from './folder.dto.js';

/** By which fields folders can be sorted. */
export const folderOrders: Readonly<Record<string, FolderField>> = {
  id: 'id',
  title: 'title',
  parent_id: 'parentId',
  level: 'level',
  order_num: 'orderNumber',
  camera_count: 'cameraCount',
};

/**
 * @param publicPath the path of the server's public URL
 * @param image the picture of its plan, where the answer includes it
 */
export function toFolderWire(folder: Folder, publicPath: string, image?: FloorPlanImage): FolderItem {
  return {
    id: folder.id,
    organization_id: folder.organizationId,
    parent_id: folder.parentId,
    title: folder.title,
    level: folder.level,
    order_num: folder.orderNumber,
    camera_count: folder.cameraCount,
    coordinates: writeCoordinates(folder.coordinates),
    map_topleft: writeCoordinates(folder.corners?.topLeft),
    map_topright: writeCoordinates(folder.corners?.topRight),
    map_bottomleft: writeCoordinates(folder.corners?.bottomLeft),
    map_file: toMapFile(folder, publicPath, image),
  };
}

function toMapFile(
  { id, organizationId, image }: Folder,
  publicPath: string,
  included: FloorPlanImage | undefined,
): MapFileItem | null {
  if (image === null) return null;
  return {
    mime_type: image.mediaType,
    url: `${publicPath}/vsaas/api/v2/organizations/${organizationId}/folders/${id}/map_file`,
    ...(included === undefined ? {} : { b64_content: included.bytes.toString('base64') }),
  };
}

/** @param before the folder as it is, where there is one: a corner that is left out stays */
export function toFolderDraft(body: FolderBody, before?: Folder): FolderDraft {
  const { title, order_num, coordinates } = body;
  return {
    ...(title === undefined ? {} : { title }),
    ...(order_num === undefined ? {} : { orderNumber: order_num }),
    ...(coordinates === undefined ? {} : { coordinates: pointOf('coordinates', coordinates) }),
    ...cornersOf(body, before),
    ...imageOf(body.map_file),
  };
}

/** Where a folder goes: one of the three moves, else into another parent. */
export function toShift(body: FolderChangeBody, before: Folder): FolderShift | undefined {
  const { move_after: after, move_before: ahead, move_inside: inside, parent_id: parent } = body;
  const shifts: readonly FolderShift[] = [
    ...(after === undefined ? [] : [{ direction: 'after', destination: after } as const]),
    ...(ahead === undefined ? [] : [{ direction: 'before', destination: ahead } as const]),
    ...(inside === undefined ? [] : [{ direction: 'inside', destination: inside } as const]),
  ];
  if (shifts.length > 1)
    throw InputError.at('move_after', 'one', 'Of move_after, move_before and move_inside one can be given.');
  // Clients send back the whole folder that they read: its own parent moves nothing, nor does the root's own id (AX).
  if (shifts.length === 0 && parent !== undefined && parent !== (before.parentId ?? before.id))
    return { direction: 'inside', destination: parent };
  return shifts[0];
}

function pointOf(field: string, text: string | null): Point | null {
  return text === null ? null : readCoordinates(field, text);
}

function cornersOf(body: FolderBody, before: Folder | undefined): Pick<FolderDraft, 'corners'> {
  const given = [body.map_topleft, body.map_topright, body.map_bottomleft];
  if (given.every((corner) => corner === undefined)) return {};
  const corner = (field: 'map_topleft' | 'map_topright' | 'map_bottomleft', current: Point | undefined) => {
    const text = body[field];
    return text === undefined ? current : (pointOf(field, text) ?? undefined);
  };
  const corners: FloorPlanCorners = {
    topLeft: corner('map_topleft', before?.corners?.topLeft),
    topRight: corner('map_topright', before?.corners?.topRight),
    bottomLeft: corner('map_bottomleft', before?.corners?.bottomLeft),
  };
  return { corners: Object.values(corners).every((point) => point === undefined) ? null : corners };
}

const base64 = /^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/;

function imageOf(file: MapFileBody | undefined): Pick<FolderDraft, 'image'> {
  if (file === undefined) return {};
  if (file.delete === true) return { image: null };
  if (file.b64_content === undefined) return {};
  // Browsers hand out `data:` URLs.
  const [, named, content = file.b64_content] = /^data:([\w.+-]+\/[\w.+-]+);base64,(.*)$/s.exec(file.b64_content) ?? [];
  const mediaType = file.mime_type ?? named;
  if (!base64.test(content)) throw InputError.at('map_file.b64_content', 'isBase64', 'b64_content must be Base64.');
  if (mediaType === undefined)
    throw InputError.at('map_file.mime_type', 'isDefined', 'mime_type must name the media type of the picture.');
  return { image: { name: null, mediaType: mediaType.toLowerCase(), bytes: Buffer.from(content, 'base64') } };
}
