import { ApiProperty } from '@nestjs/swagger';
import { PresetItem } from '../presets/preset.dto.js';
import { AnswerField, NullableAnswerField, OptionalAnswerField } from '../answer-field.decorator.js';

export class CameraPermissions {
  @AnswerField('May watch.', true) readonly view!: boolean;
  @AnswerField('May see the archive.', false) readonly dvr!: boolean;
  @AnswerField('May turn it.', false) readonly ptz!: boolean;
  @AnswerField('May change it.', false) readonly edit!: boolean;
}

export class StreamStatus {
  @AnswerField('Whether frames arrive: this server gets no report, so always false.', false) readonly alive!: boolean;
  @OptionalAnswerField('The media server, where one is registered.', 'media1.example.com') readonly server?: string;
  @OptionalAnswerField('Its port for http.', 80) readonly http_port?: number;
  @OptionalAnswerField('Its port for https.', 443) readonly https_port?: number;
}

export class UserAttributes {
  @AnswerField("The caller's favourite.", false) readonly favorite!: boolean;
  @AnswerField('Tells the caller of motion.', false) readonly motion_alarm!: boolean;
}

export class LastChange {
  @AnswerField('When, seconds since 1970.', 1_760_000_000) readonly created_at!: number;
  @AnswerField("The camera's name.", 'north/gate') readonly object_id!: string;
  @AnswerField('Always `camera`.', 'camera') readonly object_type!: string;
  @NullableAnswerField('Login of the user who did it.', 'user1') readonly user!: string | null;
}

/** How a camera is reached and who changed it; only in answers for those who may change it. */
export class CameraConfiguration {
  @OptionalAnswerField('Where the video comes from; no credentials.', 'rtsp://camera.example/1')
  readonly stream_url?: string | null;
  @OptionalAnswerField('A second, smaller stream.', 'rtsp://camera.example/2') readonly substream_url?: string | null;
  @OptionalAnswerField('Where the picture comes from.', 'https://camera.example/now.jpg') readonly thumbnails_url?:
    string | null;
  @OptionalAnswerField('ONVIF address.', 'http://camera.example/onvif/device_service') readonly onvif_url?:
    string | null;
  @OptionalAnswerField('ONVIF profile.', 'Profile_1') readonly onvif_profile?: string | null;
  @OptionalAnswerField('Media server; for administrators only.', 1) readonly streamer_id?: number | null;
  @OptionalAnswerField('Its host (W).', 'media1.example.com') readonly streamer_hostname?: string | null;
  @OptionalAnswerField('Agent.', 'd2f0c1') readonly agent_id?: string | null;
  @OptionalAnswerField('Key of the agent.', '8f3a') readonly agent_key?: string | null;
  @OptionalAnswerField('Model of the agent.', 'A1') readonly agent_model?: string | null;
  @OptionalAnswerField('Serial number of the agent.', 'SN-1') readonly agent_serial?: string | null;
  @OptionalAnswerField('State of the agent: no agent connects to this server, so null.', {})
  readonly agent_status?: null;
  @OptionalAnswerField('What another system knows it by; spelt as the original does.', 'C-77')
  readonly extrenal_id?: string | null;
  @ApiProperty({ type: LastChange, required: false, description: 'Who changed it last.' })
  readonly last_change?: LastChange;
}

/** A camera as API v2 shows it (WD). */
export class CameraItem extends CameraConfiguration {
  @AnswerField('Unique name; slashes are allowed.', 'demo-paris-eiffel-tower') readonly name!: string;
  @AnswerField('Name for people; the name where there is none.', 'Shibuya Crossing') readonly title!: string;
  @NullableAnswerField('Free text.', 'Looks north-west from the station.') readonly comment!: string | null;
  @AnswerField('Whether there is a picture.', true) readonly thumbnails!: boolean;
  @AnswerField('Switched on.', true) readonly enabled!: boolean;
  @AnswerField('Runs whether somebody looks or not.', true) readonly static!: boolean;
  @AnswerField('Without sound.', false) readonly video_only!: boolean;
  @AnswerField('Days of archive, 0: none. Never null, one client breaks on it.', 7) readonly dvr_depth!: number;
  @AnswerField('Gigabytes of archive, 0: no limit.', 0) readonly dvr_space!: number;
  @AnswerField('Days that locked records stay.', 0) readonly dvr_lock_days!: number;
  @AnswerField('Can be turned through ONVIF.', false) readonly onvif_ptz!: boolean;
  @AnswerField('Motion is detected.', false) readonly motion_detector_enabled!: boolean;
  @NullableAnswerField('Latitude and longitude, one space between.', '35.6595 139.7005') readonly coordinates!:
    string | null;
  @NullableAnswerField('Place on a floor plan.', '0.25 0.5') readonly folder_coordinates!: string | null;
  @NullableAnswerField('The address that was sent, else city, state and country.', 'Shibuya, Tokyo, JP')
  readonly postal_address!: string | null;
  @AnswerField('Whose camera it is.', 1) readonly organization_id!: number;
  @AnswerField('Its folder.', 3) readonly folder_id!: number;
  @NullableAnswerField('The first of its groups.', 2) readonly group_id!: number | null;
  @AnswerField('Ids of its groups, as far as the caller sees them.', [2]) readonly groups!: readonly number[];
  @NullableAnswerField('Its preset.', 1) readonly preset_id!: number | null;
  @ApiProperty({ type: PresetItem, nullable: true, description: 'Its preset, whole.' })
  readonly preset!: PresetItem | null;
  @NullableAnswerField('When something last happened, seconds since 1970; not known: null.', 1_760_000_000)
  readonly last_event_time!: number | null;
  @ApiProperty({ type: CameraPermissions, description: 'What the caller may do with it.' })
  readonly permissions!: CameraPermissions;
  @AnswerField('Texts for a player: `token`, for a person who may watch.', { token: '3.KmFz' })
  readonly playback_config!: Readonly<Record<string, string>>;
  @ApiProperty({ type: StreamStatus, description: 'The state of the stream.' })
  readonly stream_status!: StreamStatus;
  @ApiProperty({ type: UserAttributes, description: "The caller's own marks." })
  readonly user_attributes!: UserAttributes;
  @AnswerField('Video analysis is asked for.', false) readonly vision_enabled!: boolean;
  @NullableAnswerField('Kind of video analysis.', 'plates') readonly vision_alg!: string | null;
  @NullableAnswerField('Areas of video analysis.', '0,0,100,100') readonly vision_areas!: string | null;
  @AnswerField('Video analysis on a graphics processor: no.', false) readonly vision_gpu!: boolean;
}

/** What came of one row of an import. */
export class ImportedCamera {
  @AnswerField('Its name.', 'north/gate') readonly name!: string;
  @AnswerField('Made now, not changed.', true) readonly created!: boolean;
}

/** What an import of cameras answers (P). */
export class CameraImportAnswer {
  @AnswerField('Always true: an import with a row that cannot be taken is refused whole.', true)
  readonly success!: boolean;
  @AnswerField('How many cameras were made.', 2) readonly zc!: number;
  @AnswerField('How many cameras were changed.', 0) readonly zu!: number;
  @ApiProperty({ type: [ImportedCamera], description: 'Each camera.' }) readonly cameras!: readonly ImportedCamera[];
  @AnswerField('None: this import is of cameras.', []) readonly users!: readonly never[];
}
