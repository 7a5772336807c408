import type { FloorPlanCorners, FloorPlanImage, Folder, FolderDraft, FolderShift } from '#access';
import { InputError } from '../../../http/input.error.js';
import { given } from '../../body/given.js';
import type { FloorPlanBody, FolderChange, NewFolder } from './folder.dto.js';

export function readNewFolder(body: NewFolder): FolderDraft {
  return given({
    ...readFolder(body),
    parentId: body.parent_id ?? undefined,
    shift: body.hierarchy?.shift ?? undefined,
  });
}

/**
 * What a body changes of a folder. Clients send back whole objects, so an unchanged position moves nothing;
 * another `parent_id` moves the folder there as `shift` does.
 */
export function readFolderChange(body: FolderChange, current: Folder): FolderDraft {
  const read = readFolder(body, current);
  return given({
    ...read,
    title: read.title === current.title ? undefined : read.title,
    orderNumber: read.orderNumber === current.orderNumber ? undefined : read.orderNumber,
    shift: body.hierarchy?.shift ?? shiftTo(body.parent_id, current),
  });
}

function shiftTo(parentId: number | null | undefined, current: Folder): FolderShift | undefined {
  if (parentId === undefined || parentId === null || parentId === current.parentId) return undefined;
  return { direction: 'inside', destination: parentId };
}

function readFolder({ title, coordinates, floor_plan: plan, hierarchy, $reset }: FolderChange, current?: Folder) {
  const unnamed = $reset ? null : undefined;
  return {
    title,
    coordinates: coordinates === undefined ? unnamed : coordinates,
    corners:
      plan === undefined || plan === null ? (plan === null ? null : unnamed) : readCorners(plan, current, $reset),
    image: plan === null ? null : plan?.file === undefined ? unnamed : readFile(plan.file, current),
    orderNumber: hierarchy?.order_num,
  };
}

/** Corners that are not named stay; null clears one. */
function readCorners(
  plan: FloorPlanBody,
  current: Folder | undefined,
  isReset: boolean | undefined,
): FloorPlanCorners | null | undefined {
  const named = given({ topLeft: plan.topleft, topRight: plan.topright, bottomLeft: plan.bottomleft });
  if (Object.keys(named).length === 0) return isReset ? null : undefined;
  const all = Object.entries({ ...(isReset ? {} : current?.corners), ...named });
  const corners: FloorPlanCorners = Object.fromEntries(all.filter(([, corner]) => corner !== null));
  return Object.keys(corners).length === 0 ? null : corners;
}

/** A file without content is the one that an answer described: it stays. */
function readFile(file: FloorPlanBody['file'], current: Folder | undefined): FloorPlanImage | null | undefined {
  if (file === null || file === undefined) return file;
  const bytes =
    file.b64_content === undefined
      ? file.binary_content === undefined
        ? undefined
        : fromCharacters(file.binary_content)
      : fromBase64(file.b64_content);
  if (bytes === undefined) return undefined;
  const name = file.name === undefined ? (current?.image?.name ?? null) : file.name;
  return { name, mediaType: mediaTypeOf(bytes) ?? file.mime_type ?? '', bytes };
}

function fromBase64(text: string): Buffer {
  const dense = text.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(dense))
    throw InputError.at('floor_plan.file.b64_content', 'wrong_format', 'b64_content must be Base64.');
  return Buffer.from(dense, 'base64');
}

function fromCharacters(text: string): Buffer {
  // oxlint-disable-next-line no-control-regex
  if (!/^[\u0000-\u00ff]*$/.test(text))
    throw InputError.at('floor_plan.file.binary_content', 'wrong_format', 'binary_content must be a character a byte.');
  return Buffer.from(text, 'latin1');
}

/** What a picture is, by its first bytes; undefined: none of those that are taken. */
function mediaTypeOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 12).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined;
}
