import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A network camera: where it is, what it delivers, how to reach it. Rows never leave this module. */
@Entity('cameras')
@Index('cameras_name_key', ['name'], { unique: true })
@Index('cameras_object_id_key', ['objectId'], { unique: true })
@Index('cameras_camera_id_key', { synchronize: false })
@Index('cameras_legacy_camera_id_key', ['legacyCameraId'], { unique: true })
@Index('cameras_organization_id_idx', ['organizationId', 'id'])
@Index('cameras_folder_id_idx', ['folderId', 'id'])
@Index('cameras_preset_id_idx', ['presetId'], { where: 'preset_id is not null' })
@Index('cameras_country_idx', ['country', 'id'])
@Index('cameras_city_idx', ['city', 'id'])
@Index('cameras_city_folded_idx', { synchronize: false })
@Index('cameras_state_folded_idx', { synchronize: false })
@Index('cameras_source_idx', ['source', 'id'])
@Index('cameras_latitude_longitude_idx', ['latitude', 'longitude'])
@Index('cameras_position_idx', { synchronize: false })
@Index('cameras_view_idx', { synchronize: false })
@Index('cameras_words_idx', { synchronize: false })
@Index('cameras_search_idx', { synchronize: false })
@Index('cameras_input_urls_idx', { synchronize: false })
@Index('cameras_ip_port_idx', ['ip', 'port'], { where: 'ip is not null' })
@Index('cameras_snapshot_url_idx', { synchronize: false })
@Index('cameras_stream_url_idx', { synchronize: false })
@Index('cameras_page_url_idx', { synchronize: false })
@Index('cameras_tag_keys_idx', { synchronize: false })
@Index('cameras_tagged_idx', ['organizationId', 'id'], { where: `tags <> '{}'` })
@ForeignKey('FolderEntity', ['organizationId', 'folderId'], ['organizationId', 'id'], {
  name: 'cameras_folder_id_fkey',
})
export class CameraEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'cameras_pkey' })
  id!: number;

  /** Immutable, unique, slashes allowed (Watcher's `name`). Sorted by code point. */
  @Column({ type: 'text', collation: 'C' })
  name!: string;

  /** 24 hex digits (CAM2 v2's `cameraID`): eight of the time, sixteen random. */
  @Column({ type: 'text', name: 'object_id', collation: 'C' })
  objectId!: string;

  /** CAM2 v1's number, chosen by the creator of the camera; null counts as 1,000,000,000 + id (unique over both). */
  @Column({ type: 'integer', name: 'camera_id', nullable: true })
  cameraId!: number | null;

  /** CAM2 v2's number from the time before it. */
  @Column({ type: 'integer', name: 'legacy_camera_id', nullable: true })
  legacyCameraId!: number | null;

  @Column({ type: 'integer', name: 'organization_id' })
  @ForeignKey('OrganizationEntity', { name: 'cameras_organization_id_fkey' })
  organizationId!: number;

  /** In its organization's tree; a trigger puts a camera without a folder, or that changes its organization, in the root. */
  @Column({ type: 'integer', name: 'folder_id' })
  folderId!: number;

  @Column({ type: 'integer', name: 'preset_id', nullable: true })
  @ForeignKey('PresetEntity', { name: 'cameras_preset_id_fkey' })
  presetId!: number | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  title!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  description!: string | null;

  /** How it is reached: `ip` (address and paths), `non_ip` (a snapshot URL), `stream` (a video URL). */
  @Column({ type: 'text' })
  kind!: string;

  /** The protocol of its URL: http-image, hls, mjpeg, rtsp, mp4-clip, web-page ... */
  @Column({ type: 'text', nullable: true })
  protocol!: string | null;

  @Column({ type: 'text', nullable: true })
  ip!: string | null;

  @Column({ type: 'integer', nullable: true })
  port!: number | null;

  @Column({ type: 'text', nullable: true })
  brand!: string | null;

  @Column({ type: 'text', nullable: true })
  model!: string | null;

  @Column({ type: 'text', name: 'image_path', nullable: true })
  imagePath!: string | null;

  @Column({ type: 'text', name: 'video_path', nullable: true })
  videoPath!: string | null;

  @Column({ type: 'text', name: 'snapshot_url', nullable: true })
  snapshotUrl!: string | null;

  @Column({ type: 'text', name: 'stream_url', nullable: true })
  streamUrl!: string | null;

  /** A web page that shows the camera, for people. */
  @Column({ type: 'text', name: 'page_url', nullable: true })
  pageUrl!: string | null;

  /** Explicit inputs, [{url, options}]; null where they are derived from the URLs and the address. */
  @Column({ type: 'jsonb', nullable: true })
  inputs!: unknown;

  /** Settings of media servers and clients (see `CameraMedia`), with the keys that are set. */
  @Column({ type: 'jsonb', default: {} })
  media!: unknown;

  /** Sealed JSON: the login and password split off a URL, and those of other URLs; never part of an answer. */
  @Column({ type: 'text', name: 'credentials_sealed', nullable: true })
  credentialsSealed!: string | null;

  /** WGS84 degrees, -90 to 90. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  /** WGS84 degrees, -180 to 180. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  /**
   * The position on the unit sphere: radius and nearest search over a GiST index, poles and antimeridian included.
   * cube() refuses an array with a NULL in it, hence the CASE.
   */
  @Column({
    type: 'cube',
    nullable: true,
    select: false,
    insert: false,
    update: false,
    generatedType: 'STORED',
    asExpression:
      'CASE WHEN latitude IS NULL OR longitude IS NULL THEN NULL ELSE cube(ARRAY[cos(radians(latitude)) * cos(radians(longitude)), cos(radians(latitude)) * sin(radians(longitude)), sin(radians(latitude))]) END',
  })
  position!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  city!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  state!: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  country!: string | null;

  /** IANA name, such as Asia/Tokyo. */
  @Column({ type: 'text', nullable: true })
  timezone!: string | null;

  /** Who published it. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  source!: string | null;

  /** As people wrote them; what differs in case and accents only is one tag, and a camera has it once. */
  @Column({ type: 'text', array: true, default: '{}' })
  tags!: string[];

  /** What filters and grants compare (see `tag-keys.ts` of access); a trigger keeps it. */
  @Column({ type: 'text', name: 'tag_keys', array: true, default: '{}', select: false, insert: false, update: false })
  tagKeys!: string[];

  @Column({ type: 'text', name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  /** The source's own key. */
  @Column({ type: 'text', name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column({ type: 'text', nullable: true })
  license!: string | null;

  @Column({ type: 'text', nullable: true })
  attribution!: string | null;

  /** As the source has it: a compass point, degrees, or a range of degrees. */
  @Column({ type: 'text', nullable: true })
  direction!: string | null;

  /** Degrees clockwise from true north, 0 to below 360. */
  @Column({ type: 'double precision', nullable: true })
  azimuth!: number | null;

  /** Degrees from left to right, above 0 to 360. */
  @Column({ type: 'double precision', name: 'view_angle', nullable: true })
  viewAngle!: number | null;

  /** How far it sees, above 0 to 100,000 metres. */
  @Column({ type: 'double precision', name: 'view_range_metres', nullable: true })
  viewRangeMetres!: number | null;

  /** Pixels. */
  @Column({ type: 'integer', name: 'resolution_width', nullable: true })
  resolutionWidth!: number | null;

  /** Pixels. */
  @Column({ type: 'integer', name: 'resolution_height', nullable: true })
  resolutionHeight!: number | null;

  /** Frames a second; 1/60 for a picture a minute. */
  @Column({ type: 'double precision', name: 'frame_rate', nullable: true })
  frameRate!: number | null;

  @Column({ type: 'boolean', name: 'is_video', nullable: true })
  isVideo!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  outdoors!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  traffic!: boolean | null;

  /** The source reports that the camera delivers nothing at present (CAM2 v1's `inactive`). */
  @Column({ type: 'boolean', nullable: true })
  inactive!: boolean | null;

  /** The source reports that it delivers pictures (CAM2 v2's `is_active_image`). */
  @Column({ type: 'boolean', name: 'is_active_image', nullable: true })
  isActiveImage!: boolean | null;

  /** The source reports that it delivers video (CAM2 v2's `is_active_video`). */
  @Column({ type: 'boolean', name: 'is_active_video', nullable: true })
  isActiveVideo!: boolean | null;

  /** Seconds east of UTC, as given at creation. */
  @Column({ type: 'integer', name: 'utc_offset_seconds', nullable: true })
  utcOffsetSeconds!: number | null;

  /** A free name of the time zone, such as "Central European Summer Time" (CAM2 v2's `timezone_id`). */
  @Column({ type: 'text', name: 'timezone_code', nullable: true })
  timezoneCode!: string | null;

  /** Another free name of it (CAM2 v2's `timezone_name`). */
  @Column({ type: 'text', name: 'timezone_name', nullable: true })
  timezoneName!: string | null;

  /** Where a logo of its source is; free text, often without a scheme. */
  @Column({ type: 'text', name: 'reference_logo', nullable: true })
  referenceLogo!: string | null;

  /** Its page at the source; free text, often without a scheme. */
  @Column({ type: 'text', name: 'reference_url', nullable: true })
  referenceUrl!: string | null;

  @Column({ type: 'boolean', default: true })
  enabled!: boolean;

  /** When the source was last seen to list it. */
  @Column({ type: 'date', name: 'observed_at', nullable: true })
  observedAt!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  /** A login, a client id, or `system`. */
  @Column({ type: 'text', name: 'updated_by', nullable: true })
  updatedBy!: string | null;

  /** Raised by one at each change. */
  @Column({ type: 'integer', default: 1 })
  version!: number;
}
