import { DomainError, type Refusal } from '#errors';
import type { FolderEntity } from './folder.entity.js';
import type { FloorPlanCorners, FloorPlanImage, FolderDraft, Point } from './folder.js';

const longestTitle = 255;
const largestImage = 2 * 1024 * 1024;
const controls = /[\u0000-\u001f\u007f]/;

/** What a draft writes, apart from the position in the tree; fields that it does not name are missing. */
export type FolderValues = Partial<
  Pick<FolderEntity, 'title' | 'latitude' | 'longitude' | 'floorPlanImage' | 'floorPlanMediaType' | 'floorPlanName'> & {
    floorPlanCorners: FloorPlanCorners | null;
  }
>;

/** @throws DomainError object.invalid (title, coordinates, corners, image) */
export function folderValues({ title, coordinates, corners, image }: FolderDraft): FolderValues {
  return {
    ...(title === undefined ? {} : { title: checkedTitle(title) }),
    ...(coordinates === undefined ? {} : coordinateValues(coordinates)),
    ...(corners === undefined ? {} : { floorPlanCorners: checkedCorners(corners) }),
    ...(image === undefined ? {} : imageValues(image)),
  };
}

function checkedTitle(text: string): string {
  const title = text.trim();
  if (title === '' || title.length > longestTitle || controls.test(title) || !title.isWellFormed())
    throw invalid('title');
  return title;
}

function coordinateValues(point: Point | null): Pick<FolderValues, 'latitude' | 'longitude'> {
  if (point === null) return { latitude: null, longitude: null };
  return checkedPoint(point, 'coordinates');
}

function checkedCorners(corners: FloorPlanCorners | null): FloorPlanCorners | null {
  if (corners === null) return null;
  const points = (['topLeft', 'topRight', 'bottomLeft'] as const).flatMap((corner) => {
    const point = corners[corner];
    return point === undefined ? [] : [[corner, checkedPoint(point, 'corners')] as const];
  });
  return Object.fromEntries(points);
}

function checkedPoint({ latitude, longitude }: Point, field: string): Point {
  // Written so that NaN is rejected, too.
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw invalid(field);
  return { latitude, longitude };
}

function imageValues(
  image: FloorPlanImage | null,
): Pick<FolderValues, 'floorPlanImage' | 'floorPlanMediaType' | 'floorPlanName'> {
  if (image === null) return { floorPlanImage: null, floorPlanMediaType: null, floorPlanName: null };
  const { name, bytes } = image;
  // The type comes from the first bytes, not from the sender: browsers get it as Content-Type and must not run the image.
  const mediaType = bytes.length <= largestImage ? imageType(bytes) : undefined;
  const fits = name === null || (name.length <= longestTitle && !controls.test(name) && name.isWellFormed());
  if (mediaType === undefined || !fits) throw invalid('image');
  return { floorPlanImage: bytes, floorPlanMediaType: mediaType, floorPlanName: name };
}

function imageType(bytes: Buffer): string | undefined {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'image/webp';
  return undefined;
}

export function invalid(field: string, refusal?: Refusal): DomainError {
  return new DomainError('object.invalid', `a folder's ${field}`, { object: 'folder', field, refusal });
}
