import { FlagField, IdField, IntegerField, TextField } from '../input/fields.decorator.js';

const url = { clearable: true, longest: 2048 } as const;
const text = { clearable: true } as const;
const days = { clearable: true, most: 36_500 } as const;

/** What `PUT` of a camera takes; numbers and flags may be texts, `""` and null empty a field that can be empty. */
export class CameraBody {
  @TextField({ ...text, description: 'Name for people.', example: 'North gate', longest: 1000 })
  readonly title?: string | null;

  @TextField({ ...text, description: 'Free text.', example: 'Looks down the drive.', longest: 4000 })
  readonly comment?: string | null;

  @TextField({
    ...url,
    description: 'Where the video comes from, options behind a space; a login in it is sealed, never returned.',
    example: 'rtsp://camera.example/1',
  })
  readonly stream_url?: string | null;

  @TextField({ ...url, description: 'A second, smaller stream.', example: 'rtsp://camera.example/2' })
  readonly substream_url?: string | null;

  @FlagField({ ...text, description: 'Whether thumbnails are made.', example: true })
  readonly thumbnails?: boolean | null;

  @TextField({ ...url, description: 'Where the picture comes from.', example: 'https://camera.example/now.jpg' })
  readonly thumbnails_url?: string | null;

  @FlagField({ description: 'Switched on.', example: true })
  readonly enabled?: boolean;

  @FlagField({ ...text, description: 'Runs whether somebody looks or not.', example: true })
  readonly static?: boolean | null;

  @FlagField({ ...text, description: 'Without sound.', example: false })
  readonly video_only?: boolean | null;

  @IntegerField({ ...days, description: 'Days of archive; empty or 0: none.', example: 7 })
  readonly dvr_depth?: number | null;

  @IntegerField({ ...days, description: 'Days that locked records stay.', example: 0 })
  readonly dvr_lock_days?: number | null;

  @IntegerField({
    description: 'Gigabytes of archive; empty or 0: no limit.',
    example: 0,
    clearable: true,
    most: 1_000_000,
  })
  readonly dvr_space?: number | null;

  @TextField({ ...url, description: 'ONVIF address.', example: 'http://camera.example/onvif/device_service' })
  readonly onvif_url?: string | null;

  @TextField({ ...text, description: 'ONVIF profile.', example: 'Profile_1' })
  readonly onvif_profile?: string | null;

  @FlagField({ ...text, description: 'Can be turned through ONVIF.', example: false })
  readonly onvif_ptz?: boolean | null;

  @FlagField({ ...text, description: 'Motion is detected.', example: false })
  readonly motion_detector_enabled?: boolean | null;

  @TextField({ ...text, description: 'Latitude and longitude, one space between.', example: '35.6595 139.7005' })
  readonly coordinates?: string | null;

  @TextField({ ...text, description: 'Place on a floor plan.', example: '0.25 0.5' })
  readonly folder_coordinates?: string | null;

  @TextField({ ...text, description: 'Postal address.', example: '1 Station Road', longest: 1000 })
  readonly postal_address?: string | null;

  @IdField({ description: 'Whose camera it is.', example: 1 })
  readonly organization_id?: number;

  @IdField({ description: 'A folder of the organization; the one at the top where none is given.', example: 3 })
  readonly folder_id?: number;

  @IdField({ ...text, description: 'Preset; empty: none.', example: 1 })
  readonly preset_id?: number | null;

  @IdField({ ...text, description: 'Media server; for administrators. Empty: any.', example: 1 })
  readonly streamer_id?: number | null;

  @TextField({ ...text, description: 'Agent.', example: 'd2f0c1' })
  readonly agent_id?: string | null;

  @TextField({ ...text, description: 'Key of the agent.', example: '8f3a' })
  readonly agent_key?: string | null;

  @TextField({ ...text, description: 'Model of the agent.', example: 'A1' })
  readonly agent_model?: string | null;

  @TextField({ ...text, description: 'Serial number of the agent.', example: 'SN-1' })
  readonly agent_serial?: string | null;

  @TextField({ ...text, description: 'What another system knows it by.', example: 'C-77' })
  readonly external_id?: string | null;

  @TextField({ ...text, description: '`external_id`, as the original spells it.', example: 'C-77' })
  readonly extrenal_id?: string | null;

  @TextField({ ...text, description: 'Kind of video analysis.', example: 'plates' })
  readonly vision_alg?: string | null;

  @TextField({ ...text, description: 'Areas of video analysis.', example: '0,0,100,100', longest: 10_000 })
  readonly vision_areas?: string | null;

  @FlagField({ description: 'False ends video analysis.', example: false })
  readonly vision_enabled?: boolean;
}

/** What `POST /cameras` and each row of an import take. */
export class NewCameraBody extends CameraBody {
  @TextField({ description: 'Unique name; made from the title where none is given.', example: 'north/gate' })
  readonly name?: string;
}

/** The caller's own marks. */
export class UserAttributesBody {
  @FlagField({ description: 'A favourite.', example: true })
  readonly favorite?: boolean;

  @FlagField({ description: 'Wants notifications of motion.', example: false })
  readonly motion_alarm?: boolean;
}
