/** The smallest picture. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const stream = 'demo-paris-eiffel-tower';
const week = { title: 'A week', dvr: { expiration: 604_800 }, is_default: false };
const ada = {
  name: 'ada',
  password: 'correct horse battery staple',
  fullname: 'Ada Lovelace',
  email: 'ada@example.com',
  access_level: 'generic',
  max_sessions: 5,
};
const streamsEdit = { streams: [{ name: stream, dvr: { expiration: 604_800 } }] };
const camera = {
  title: 'Eiffel Tower',
  comment: 'Looks north-west.',
  inputs: [{ url: 'rtsp://camera.example/stream1', priority: 1 }],
  coordinates: { latitude: 48.85837, longitude: 2.29448 },
  organization: { id: 2 },
  disabled: false,
};
const permissions = { can_view: true, can_view_dvr: true, can_use_ptz: false, dvr_depth_limit: 3600 };
const mosaic = { title: 'Gates', type: '2x2', organization_id: 2, visible: true, streams: [{ name: stream }] };
const message = { title: 'Maintenance tonight', type: 'warning', is_push: false, is_dashboard: true };
const subscription = {
  stream_name: stream,
  notification_type: 'push',
  event_types: { stream_dead: true },
  notification_frequency: 60,
};
const browser = 'https://fcm.googleapis.com/fcm/send/abc';
const discovery = { ip: '192.0.2.1', port: 80, login: 'operator' };

/** By the name of the operation: bodies that work unchanged on a server that has just been started. */
export const watcherV3Bodies: Readonly<Record<string, unknown>> = {
  profile_save: { fullname: 'Ada Lovelace', email: 'admin@example.com', phone: '+78007778413', locale: 'en' },
  autologin_generate: { login: 'admin' },
  streams_multiedit: streamsEdit,
  stream_save: camera,
  streams_discover: discovery,
  stream_ptz_execute: { command: 'move_continuous', left: 20 },
  stream_auth_save: { login: 'operator', password: 'the password of the camera', port: 80 },
  stream_permission_user_save: permissions,
  organization_create: { title: 'Example LLC', owner: { id: 1 }, limits: { streams: 50, users: 50 } },
  organization_save: { title: 'Example LLC', limits: { streams: 100, users: 100 } },
  organization_user_save: { is_member: true, can_view_streams: true, can_edit_streams: false },
  organization_preset_save: { preset_id: 1 },
  organization_invite_create: { permissions: { can_view_streams: true, can_edit_streams: false } },
  folder_create: {
    title: 'Ground floor',
    parent_id: 2,
    coordinates: { latitude: 48.85837, longitude: 2.29448 },
    floor_plan: { file: { name: 'ground-floor.png', b64_content: pixel } },
  },
  folder_save: { title: 'First floor', hierarchy: { order_num: 0 } },
  folder_user_save: permissions,
  presets_create: week,
  preset_save: { ...week, title: 'Seven days' },
  user_create: ada,
  user_save: { fullname: 'Ada King', email: 'ada@example.com', note: 'Works nights.', max_sessions: 5 },
  user_stream_permission_save: permissions,
  mosaic_create: mosaic,
  mosaic_save: { ...mosaic, title: 'Towers' },
  message_send: { ...message, user_id: 1, body: 'From **22:00**.' },
  message_update: { ...message, body: 'From **23:00**.', was_read: true },
  event_subscription_create: subscription,
  event_subscription_delete: subscription,
  web_push_subscribe: { endpoint: browser, keys: { p256dh: 'BNcRdreALRFX', auth: 'tBHItJI5svbp' } },
  web_push_unsubscribe: { endpoint: browser },
  admin_user_create: ada,
  admin_user_save: { fullname: 'Ada King', email: 'ada@example.com', note: 'Works nights.', max_sessions: 5 },
  admin_presets_create: week,
  admin_preset_save: { ...week, title: 'Seven days' },
  admin_organization_preset_save: { preset_id: 1 },
  admin_streams_multiedit: streamsEdit,
  streams_zones_settings: { streams: [{ name: stream, layout_rules: { preferred_zones: ['north'] } }] },
  admin_stream_save: camera,
  admin_stream_auth_save: { login: 'operator', password: 'the password of the camera', port: 80 },
  shared_token_create: { name: 'Lobby screen', media: stream, permissions: [{ live: true, dvr: false }] },
  streamer_save: {
    role: 'streamer',
    api_url: 'http://streamer1.example.com:8080',
    public_payload_url: 'https://streamer1.example.com',
    channel_limit: 500,
  },
  zone_save: { is_dedicated: false },
  domain_config_save: {
    mail: {
      sending_method: 'SMTP',
      host: 'mail.example.com',
      port: 587,
      security: 'starttls',
      login: 'cameras',
      password: 'the password of the mailbox',
      sender: { title: 'City cameras', email: 'cameras@example.com' },
    },
    appearance: { title: 'City cameras', colors: { primary: '#1f6feb' } },
  },
};

/** The same for bodies that are tables. */
export const watcherV3Tables: Readonly<Record<string, string>> = {
  streams_import: 'name,title,url\nnorth-gate,North gate,rtsp://camera.example/north\n',
};
