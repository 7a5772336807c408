import type { ApiQuery } from '@nestjs/swagger';
import { cameraKinds, type CameraField, type Condition } from '#cameras';
import { propertiesOf } from '../http/input.error.js';
import { CameraListQuery } from './camera-list.dto.js';
import { toCountryCode } from './country-code.js';
import { tagParameters } from './tags/tag-filter.js';
import { readFilter, splitParameter } from './resources/list-request.js';
import type { Property, PropertyType } from './resources/resource.js';

type Filter = Property<never, CameraField>;

const by = (type: PropertyType, field: CameraField, description: string): Filter => ({ type, field, description });

/** Every scalar of a camera that lists can be filtered by, by its name on the wire; addresses only where they are visible. */
const filters: ReadonlyMap<string, Filter> = new Map(
  Object.entries({
    id: by('integer', 'id', 'Its number.'),
    name: by('string', 'name', 'Unique and immutable.'),
    title: by('string', 'title', 'For people.'),
    description: by('string', 'description', 'For people.'),
    kind: { ...by('string', 'kind', 'How it is reached.'), enum: cameraKinds },
    protocol: by('string', 'protocol', 'The protocol of its URL.'),
    latitude: by('number', 'latitude', 'WGS84 degrees.'),
    longitude: by('number', 'longitude', 'WGS84 degrees.'),
    city: by('string', 'city', 'Where it stands.'),
    state: by('string', 'state', 'Where it stands.'),
    country: by('string', 'country', 'ISO 3166-1 code.'),
    timezone: by('string', 'timezone', 'IANA name.'),
    utc_offset: by('integer', 'zoneOffsetSeconds', 'Seconds east of UTC, as its time zone has it now.'),
    organization_id: by('integer', 'organizationId', 'Whose camera it is.'),
    folder_id: by('integer', 'folderId', 'The folder of its organization.'),
    preset_id: by('integer', 'presetId', 'Its preset.'),
    source: by('string', 'source', 'Who publishes it.'),
    source_url: by('string', 'sourceUrl', "The publisher's page."),
    external_id: by('string', 'externalId', "The source's own key."),
    license: by('string', 'license', 'Under which its pictures are published.'),
    attribution: by('string', 'attribution', 'Whom to name beside its pictures.'),
    brand: by('string', 'brand', 'Who made it.'),
    model: by('string', 'model', 'Its model.'),
    ip: by('string', 'ip', 'Its address.'),
    port: by('integer', 'port', 'Its port.'),
    snapshot_url: by('string', 'snapshotUrl', 'A picture.'),
    stream_url: by('string', 'streamUrl', 'A video stream.'),
    page_url: by('string', 'pageUrl', 'A web page that shows it.'),
    direction: by('string', 'direction', 'As the source has it.'),
    resolution_width: by('integer', 'resolutionWidth', 'Pixels.'),
    resolution_height: by('integer', 'resolutionHeight', 'Pixels.'),
    frame_rate: by('number', 'frameRate', 'Frames a second.'),
    azimuth: by('number', 'azimuth', 'Where it looks: degrees clockwise from true north.'),
    fov: by('number', 'viewAngle', 'Its horizontal angle of view in degrees.'),
    range: by('number', 'viewRangeMetres', 'How far it sees, in metres.'),
    enabled: by('boolean', 'enabled', 'Whether it is switched on.'),
    has_credentials: by('boolean', 'hasCredentials', 'Whether a login and a password are stored for it.'),
    is_video: by('boolean', 'isVideo', 'Whether it delivers video.'),
    is_active_image: by('boolean', 'isActiveImage', 'Whether its source says that it delivers pictures.'),
    is_active_video: by('boolean', 'isActiveVideo', 'Whether its source says that it delivers video.'),
    inactive: by('boolean', 'inactive', 'Whether its source says that it delivers nothing.'),
    outdoors: by('boolean', 'outdoors', 'Whether it stands outdoors.'),
    traffic: by('boolean', 'traffic', 'Whether it looks at traffic.'),
    ptz: by('boolean', 'onvifPtz', 'Whether it can be turned.'),
    favourite: by('boolean', 'isFavourite', "Whether it is the caller's favourite."),
    observed_at: by('time', 'observedAt', 'When its source was last seen to list it.'),
    created_at: by('time', 'createdAt', 'When it was added.'),
    updated_at: by('time', 'updatedAt', 'When it was changed last.'),
    version: by('integer', 'version', 'Raised by one at each change.'),
  }),
);

export const cameraFilterNames: readonly string[] = [...filters.keys()];

/** @throws InputError input.invalid */
export function readCameraFilter(parameter: string, texts: readonly string[]): readonly Condition[] {
  const { name, word } = splitParameter(parameter);
  const isCode = name === 'country' && word !== 'like' && word !== 'exists';
  const coded = (text: string): string => text.split(',').map(toCountryCode).join(',');
  return readFilter({ properties: filters }, [], parameter, isCode ? texts.map(coded) : texts);
}

/** Filters that the DTO of the list does not describe, and their operators. */
export const cameraFilterParameters: readonly Parameters<typeof ApiQuery>[0][] = [
  ...tagParameters,
  ...[...filters]
    .filter(([name]) => !propertiesOf(CameraListQuery).includes(name))
    .map(([name, { description }]) => ({
      name,
      required: false,
      description: `Filter: ${description} Also \`${name}[ne]\` and the other operators.`,
      schema: { type: 'string' },
    })),
];
