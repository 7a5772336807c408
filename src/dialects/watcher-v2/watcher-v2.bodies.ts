/** The smallest picture. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const camera = 'demo-paris-eiffel-tower';
const password = 'correct horse battery staple';
const northGate = {
  title: 'North gate',
  comment: 'Looks down the drive.',
  stream_url: 'rtsp://camera.example/1',
  thumbnails_url: 'https://camera.example/now.jpg',
  enabled: true,
  dvr_depth: 7,
  coordinates: '35.6595 139.7005',
};
const ada = { login: 'ada', password, name: 'Ada Lovelace', notification_email: 'ada@example.com', enabled: true };
const membership = { can_view_organization_cameras: true, can_edit_organization_cameras: false };
const folderRights = { can_view_dvr: true, can_use_ptz: false };
const mosaic = { title: 'Entrances', type: '2x2', organization_id: 2, visible: true, cameras: [camera, null] };
const week = { title: 'A week', dvr_depth: 7, is_adjustable: true, is_default: false };
const streamer = {
  hostname: 'media1.example.com',
  api_url: 'https://media1.example.com',
  public_url: 'https://media1.example.com',
  cluster_key: 'a key of 20 letters',
};
const subscription = { camera, event_type: 'camera_source_lost', notification_type: 'push', send_timeout: 60 };
const telephone = { device_platform: 'ios', device_model: 'iPhone15,2', device_version: '18.1' };

/** By operation id: bodies that work unchanged on a server that has just been started. */
export const watcherV2Bodies: Readonly<Record<string, unknown>> = {
  auth_login: { login: 'ada', password },
  auth_check: { login: 'ada', password },
  recovery_request: { login: 'ada' },
  automatic_sign_in_generate: { login: 'admin', lifetime: 3600 },
  settings_update: { brand_title: 'Riverside Video', brand_primary_color: '#336699', max_user_sessions: 10 },
  cameras_create: { name: 'north/gate', ...northGate, organization_id: 2 },
  cameras_update: northGate,
  camera_import_import: [{ name: 'south/gate', title: 'South gate', stream_url: 'rtsp://camera.example/south' }],
  organizations_create: { title: 'Riverside Rentals', owner_id: 1, camera_limit: 50, user_limit: 10 },
  organizations_update: { title: 'Riverside Rentals', camera_limit: 100, user_limit: 20 },
  organization_users_add: { user_id: 1, ...membership },
  organization_users_update: membership,
  organization_presets_assign: { preset_id: 1 },
  folders_create: {
    title: 'Ground floor',
    parent_id: 2,
    coordinates: '51.5 -0.12',
    map_file: { b64_content: pixel, mime_type: 'image/png' },
  },
  folders_update: { title: 'First floor', order_num: 0 },
  folder_users_add: { user_id: 1, ...folderRights },
  folder_users_update: folderRights,
  groups_create: { title: 'Car park', comment: 'Levels 1 to 3', organization_id: 2 },
  groups_update: { title: 'Car park', comment: 'Levels 1 to 4' },
  group_cameras_add: { cameras: [camera] },
  group_cameras_replace: { cameras: [camera] },
  group_users_add: { user_id: 1, comment: 'Night shift' },
  group_users_update: { comment: 'Day shift' },
  presets_create: week,
  presets_update: { ...week, title: 'Seven days' },
  mosaics_create: mosaic,
  mosaics_update: { ...mosaic, title: 'Towers' },
  streamers_create: streamer,
  streamers_update: streamer,
  events_record: { camera, type: 'activity', start_at: 1_760_000_000, data: { object_class: 'vehicle' } },
  subscriptions_create: subscription,
  subscriptions_create_profile: subscription,
  subscriptions_update: { ...subscription, send_timeout: 300 },
  subscriptions_update_profile: { ...subscription, send_timeout: 300 },
  devices_register: { ...telephone, token: 'fcm-token-1' },
  devices_register_profile: { ...telephone, token: 'fcm-token-1' },
  devices_put: telephone,
  devices_put_profile: telephone,
  users_create: ada,
  users_update: { name: 'Ada King', notification_email: 'ada@example.com', note: 'Night shift' },
  user_import_import: [{ ...ada, login: 'grace', name: 'Grace Hopper', notification_email: 'grace@example.com' }],
  profile_update: { name: 'Ada Lovelace', phone: '+44 20 7946 0000', locale: 'en' },
};

/** The same for bodies that are CSV tables. */
export const watcherV2Tables: Readonly<Record<string, string>> = {
  camera_import_import: 'name,title,stream_url\nsouth/gate,South gate,rtsp://camera.example/south\n',
  user_import_import: 'login,password,name\ngrace,correct horse battery staple,Grace Hopper\n',
};
