import { DomainError } from '#errors';
import type { FloorPlanCorners, FloorPlanImage, FolderDraft, Point } from './folder.js';

const longestTitle = 255;
const largestImage = 2 * 1024 * 1024;
const controls = /[\u0000-\u001f\u007f]/;

/** What a draft says of a folder apart from its place, as columns; what it leaves out is missing. */
export interface FolderValues {
  readonly title?: string;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly floor_plan_corners?: string | null;
  readonly floor_plan_image?: Buffer | null;
  readonly floor_plan_media_type?: string | null;
  readonly floor_plan_name?: string | null;
}

/** @throws DomainError object.invalid (title, coordinates, corners, image) */
export function folderValues({ title, coordinates, corners, image }: FolderDraft): FolderValues {
  return {
    ...(title === undefined ? {} : { title: checkedTitle(title) }),
    ...(coordinates === undefined ? {} : placeOf(coordinates)),
    ...(corners === undefined ? {} : { floor_plan_corners: checkedCorners(corners) }),
    ...(image === undefined ? {} : imageValues(image)),
  };
}

function checkedTitle(text: string): string {
  const title = text.trim();
  if (title === '' || title.length > longestTitle || controls.test(title) || !title.isWellFormed())
    throw invalid('title');
  return title;
}

function placeOf(point: Point | null): Pick<FolderValues, 'latitude' | 'longitude'> {
  if (point === null) return { latitude: null, longitude: null };
  return checkedPoint(point, 'coordinates');
}

function checkedCorners(corners: FloorPlanCorners | null): string | null {
  if (corners === null) return null;
  const points = (['topLeft', 'topRight', 'bottomLeft'] as const).flatMap((corner) => {
    const point = corners[corner];
    return point === undefined ? [] : [[corner, checkedPoint(point, 'corners')] as const];
  });
  return JSON.stringify(Object.fromEntries(points));
}

function checkedPoint({ latitude, longitude }: Point, field: string): Point {
  // Written so that NaN is refused, too.
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw invalid(field);
  return { latitude, longitude };
}

function imageValues(
  image: FloorPlanImage | null,
): Pick<FolderValues, 'floor_plan_image' | 'floor_plan_media_type' | 'floor_plan_name'> {
  if (image === null) return { floor_plan_image: null, floor_plan_media_type: null, floor_plan_name: null };
  const { name, bytes } = image;
  // Its first bytes say what a picture is, whatever its sender says: browsers will be told, and must not run it.
  const mediaType = bytes.length <= largestImage ? pictureType(bytes) : undefined;
  const fits = name === null || (name.length <= longestTitle && !controls.test(name) && name.isWellFormed());
  if (mediaType === undefined || !fits) throw invalid('image');
  return { floor_plan_image: bytes, floor_plan_media_type: mediaType, floor_plan_name: name };
}

function pictureType(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'image/webp';
  return undefined;
}

export function invalid(field: string): DomainError {
  return new DomainError('object.invalid', `a folder's ${field}`, { object: 'folder', field });
}
