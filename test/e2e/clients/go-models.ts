/**
 * What typed clients decode answers into (GO25): a field that they know must be of its type, what they do not know is
 * passed over, and null leaves a field empty. An integer with a fraction fails, as does a number written as a text.
 */
export type Model =
  'string' | 'int' | 'float' | 'bool' | 'any' | 'object' | { readonly [field: string]: Model } | readonly [Model];

const organizationPermissions = {
  is_member: 'bool',
  can_view_streams: 'bool',
  can_edit_streams: 'bool',
  can_edit_users: 'bool',
  can_view_stats: 'bool',
  can_view_persons_lists: 'bool',
  can_edit_persons_lists: 'bool',
  nvrs: { can_view: 'bool', can_edit: 'bool' },
} as const;
const owner = { id: 'int', name: 'string' } as const;
const point = { latitude: 'float', longitude: 'float' } as const;
const rights = { can_view: 'bool', can_view_dvr: 'bool', can_use_ptz: 'bool', dvr_depth_limit: 'float' } as const;
const organization = {
  id: 'int',
  title: 'string',
  is_default: 'bool',
  created_at: 'int',
  limits: { streams: 'int', users: 'int' },
  owner,
  stats: { mosaics: 'int', streams: 'int', users: 'int' },
  user_permissions: organizationPermissions,
} as const;
const folder = {
  id: 'int',
  title: 'string',
  coordinates: point,
  floor_plan: {
    topleft: point,
    topright: point,
    bottomleft: point,
    file: { b64_content: 'string', binary_content: 'string', mime_type: 'string', name: 'string', url: 'string' },
  },
  hierarchy: { parent_id: 'int', level: 'int', order_num: 'int', shift: { direction: 'string', destination: 'int' } },
  streams_count: 'int',
} as const;
const user = {
  id: 'int',
  name: 'string',
  fullname: 'string',
  email: 'string',
  phone: 'string',
  locale: 'string',
  note: 'string',
  password: 'string',
  external_id: 'string',
  access_level: 'string',
  max_sessions: 'int',
  created_at: 'int',
  organizations: [{ id: 'int', title: 'string', owner, permissions: organizationPermissions }],
} as const;
const organizationUser = {
  id: 'int',
  name: 'string',
  email: 'string',
  permissions: { organization: organizationPermissions, folders: [{ dvr_depth_limit: 'float', id: 'int' }] },
} as const;
const dvr = {
  expiration: 'int',
  episodes_expiration: 'int',
  storage_limit: 'int',
  redundancy_factor: 'int',
  disk_usage_limit: 'int',
} as const;
const maker = { id: 'int', name: 'string' } as const;
const vision = {
  alg: 'string',
  areas: 'string',
  detectors: [
    {
      detector_type: 'object',
      region_id: 'string',
      region_title: 'string',
      region_coordinates: 'object',
      stats: { last_detection_at: 'int' },
    },
  ],
} as const;
const layoutRules = { preferred_zones: ['string'], required_zones: ['string'] } as const;
const archive = {
  ...dvr,
  active: 'int',
  index: 'string',
  name: 'string',
  raid: 'int',
  root: 'string',
  disks: [{ mode: 'string', path: 'string' }],
  stats: { size: 'int', used: 'int' },
} as const;
const preset = {
  id: 'int',
  last_change: { updated_at: 'int', user: maker },
  title: 'string',
  is_adjustable: 'bool',
  billing_external_id: 'string',
  external_id: 'string',
  deleted_at: 'int',
  dvr,
  vision: { alg: 'string', detector_type: 'string' },
  stats: { organizations_count: 'int', streams_count: 'int' },
  layout_rules: layoutRules,
} as const;
const stream = {
  name: 'string',
  title: 'string',
  comment: 'string',
  inputs: ['any'],
  static: 'bool',
  disabled: 'bool',
  created_at: 'int',
  coordinates: point,
  map_coordinates: point,
  dvr,
  audio: { disabled: 'bool', transcode_audio_codec: 'string' },
  vision,
  onvif: { ptz: 'bool', url: 'string' },
  can_publish: 'bool',
  last_change: { created_at: 'int', user: 'string' },
  nvr_settings: {
    audio: { disabled: 'bool', transcode_audio_codec: 'string' },
    can_publish: 'bool',
    disabled: 'bool',
    dvr,
    onvif: { ptz: 'bool', url: 'string' },
    static: 'bool',
    vision,
  },
  notifications: [
    {
      notification_type: 'string',
      event_types: { episode_face: 'bool', episode_generic: 'bool', stream_dead: 'bool' },
    },
  ],
  organization: { id: 'int', title: 'string' },
  organization_id: 'int',
  folder_id: 'int',
  path: [{ id: 'int', title: 'string' }],
  postal_address: 'string',
  preset: { id: 'int', is_adjustable: 'bool', title: 'string' },
  preset_id: 'int',
  last_episode_at: 'int',
  labels: 'any',
  pushes: [{ url: 'string' }],
  layout_rules: layoutRules,
  stats: {
    alive: 'bool',
    status: 'string',
    bitrate: 'int',
    lifetime: 'float',
    playback_token: 'string',
    streaming_endpoint: 'string',
    publish_endpoint: 'string',
    online_clients: 'int',
  },
} as const;
const streamUser = { user: { id: 'int', name: 'string' }, permissions: rights } as const;
const userStream = { stream: { name: 'string', title: 'string' }, permissions: rights } as const;
const mosaic = {
  id: 'int',
  title: 'string',
  type: 'string',
  organization_id: 'int',
  organization: { id: 'int', user_permissions: organizationPermissions },
  streams: [{ name: 'string' }],
} as const;
const message = {
  id: 'int',
  title: 'string',
  body: 'string',
  type: 'string',
  was_read: 'bool',
  created_at: 'int',
  user_id: 'int',
} as const;
const folderUser = { id: 'int', name: 'string', email: 'string', permissions: rights } as const;
const srt = { enforcedencryption: 'bool', latency: 'float', passphrase: 'string' } as const;
const streamer = {
  hostname: 'string',
  api_url: 'string',
  role: 'string',
  public_payload_url: 'string',
  private_payload_url: 'string',
  channel_limit: 'int',
  total_bandwidth: 'int',
  labels: 'object',
  zones: ['string'],
  dvrs: [archive],
  config: {
    auth_token: 'string',
    dvrs: [archive],
    log_requests: 'bool',
    loglevel: 'string',
    meta: 'string',
    srt_play: srt,
    vods: [{ auto_mbr: 'bool', prefix: 'string', storages: [{ url: 'string' }] }],
  },
} as const;
const zone = {
  name: 'string',
  is_dedicated: 'bool',
  created: { created_at: 'int', user: maker },
  stats: { streamers_count: 'int', preferred_streams_count: 'int', required_streams_count: 'int' },
} as const;
const nvr = { id: 'int', title: 'string', organization: { id: 'int', title: 'string' } } as const;
const logged = {
  action: { type: 'string' },
  created_at: 'int',
  domain: { title: 'string' },
  object: { id: 'string', representation: 'string', type: 'string' },
  organization: { title: 'string' },
  user: { login: 'string', request_data: { ip: 'string', user_agent: 'string' } },
} as const;

function list(key: string, item: Model): Model {
  return { [key]: [item], estimated_count: 'int', next: 'string', prev: 'string' };
}

export const models = {
  any: {},
  tokens: { access_token: 'string', refresh_token: 'string' },
  apikey: { apikey: 'string' },
  organization,
  organizations: list('organizations', organization),
  organizationUser,
  organizationUsers: list('users', organizationUser),
  folder,
  folders: list('folders', folder),
  userFolders: list('folders', { ...folder, permissions: rights }),
  folderUser,
  folderUsers: list('users', folderUser),
  user,
  users: list('users_list', user),
  preset,
  presets: list('presets', preset),
  stream,
  streams: list('streams', stream),
  streamAuth: { login: 'string', password: 'string' },
  streamUser,
  streamUsers: list('users_permissions', streamUser),
  userStream,
  userStreams: list('streams_permissions', userStream),
  mosaic,
  mosaics: list('mosaics', mosaic),
  message,
  sentMessage: { ...message, devices: 'int' },
  messages: list('messages', message),
  profile: { ...user, organizations: 'any', apikey: 'string', is_admin: 'bool', is_readonly: 'bool' },
  deviceToken: { token: 'string', device: { model: 'string', platform: 'string', version: 'string' } },
  subscription: { stream_name: 'string', notification_type: 'string', event_types: 'any' },
  uiSettings: {
    brand: 'string',
    title: 'string',
    product: 'string',
    default_locale: 'string',
    locales: ['string'],
    colors: { background: 'string', primary: 'string', secondary: 'string' },
    company_info: { address: 'string', business_hours: 'string', phone: 'string' },
    favicons: { '16': 'string', '32': 'string', '48': 'string', '64': 'string', '128': 'string' },
    fonts: { light: 'string', medium: 'string', regular: 'string' },
    map: { api_key: 'string', center: point, provider: 'string' },
    server_info: { operator_id: 'string', version: 'string' },
  },
  accessLog: list('access_log', logged),
  nvrs: list('nvrs', nvr),
  usage: list('usage', { stream_name: 'string', from: 'string', to: 'string' }),
  personLists: list('person_lists', { id: 'int', name: 'string' }),
  persons: list('persons', { person_id: 'int', name: 'string' }),
  episodes: list('episodes', { episode_id: 'int', media: 'string' }),
  streamer,
  streamers: list('streamers', streamer),
  zone,
  zones: list('zones', zone),
  agents: list('agents', { id: 'string', key: 'string', model: 'string', serial: 'string' }),
  monitoring: { now: 'int', server_version: 'string', started_at: 'int' },
  clusterStats: { collected_at: 'int', server_id: 'string', streamer_metrics: ['any'], version: 'int' },
  failure: { errors: [{ status: 'string', code: 'string', title: 'string', detail: 'string' }] },
} as const satisfies Readonly<Record<string, Model>>;

/** What cannot be decoded, each at its place; empty when all can. */
export function decoded(value: unknown, model: Model, place = ''): readonly string[] {
  if (value === null || value === undefined) return [];
  if (typeof model === 'string') return fits(value, model) ? [] : [`${place} is no ${model}: ${JSON.stringify(value)}`];
  if (isList(model)) {
    if (!Array.isArray(value)) return [`${place} is no array`];
    return value.flatMap((item: unknown, index) => decoded(item, model[0], `${place}[${index}]`));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [`${place} is no object`];
  const fields = new Map(Object.entries(value));
  return Object.entries(model).flatMap(([key, inner]) => decoded(fields.get(key), inner, `${place}.${key}`));
}

function isList(model: Model): model is readonly [Model] {
  return Array.isArray(model);
}

function fits(value: unknown, kind: string): boolean {
  if (kind === 'any') return true;
  if (kind === 'int') return Number.isSafeInteger(value);
  if (kind === 'float') return typeof value === 'number';
  if (kind === 'object') return typeof value === 'object' && !Array.isArray(value);
  return typeof value === (kind === 'bool' ? 'boolean' : kind);
}
