import { expect } from 'vitest';

/**
 * The shapes of client-api and admin-api v3 as its clients' typed models have them (GO25, GO26, OAD). A trailing `?`
 * marks what may be absent; a value is never null there (OH drops them).
 */
export interface Shape {
  readonly [field: string]: Kind;
}
type Kind = string | Shape | readonly [Kind];

const milliseconds = 'utc_ms';
const coordinates = { latitude: 'number', longitude: 'number' };
const preset = { id: 'integer', title: 'string', is_adjustable: 'boolean' };
const person = { id: 'integer', name: 'string' };
const organizationPermissions = {
  is_member: 'boolean',
  can_view_streams: 'boolean',
  can_edit_streams: 'boolean',
  can_edit_users: 'boolean',
  can_view_stats: 'boolean',
  can_view_persons_lists: 'boolean',
  can_edit_persons_lists: 'boolean',
};
const rights = { can_view: 'boolean', can_view_dvr: 'boolean', can_use_ptz: 'boolean', dvr_depth_limit: 'integer' };

export const shapes = {
  tokens: { access_token: 'string', refresh_token: 'string' },
  apikey: { apikey: 'string' },
  profile: {
    name: 'string',
    'fullname?': 'string',
    'email?': 'string',
    'phone?': 'string',
    'locale?': 'string',
    'note?': 'string',
    'apikey?': 'string',
    'created_at?': milliseconds,
    'max_sessions?': 'integer',
    is_admin: 'boolean',
    is_domain_admin: 'boolean',
    is_readonly: 'boolean',
  },
  stream: {
    name: 'string',
    'title?': 'string',
    'comment?': 'string',
    inputs: [{ url: 'string' }],
    static: 'boolean',
    disabled: 'boolean',
    'coordinates?': coordinates,
    organization: { id: 'integer', 'title?': 'string' },
    organization_id: 'integer',
    folder_id: 'integer',
    path: [{ id: 'integer', title: 'string' }],
    'preset?': preset,
    'preset_id?': 'integer',
    is_favourite: 'boolean',
    created_at: milliseconds,
    last_change: { created_at: milliseconds, 'user?': 'string' },
    stats: { status: 'string', alive: 'boolean', 'playback_token?': 'string', 'streaming_endpoint?': 'string' },
  },
  streamAuth: { 'login?': 'string', 'port?': 'integer', has_password: 'boolean' },
  organization: {
    id: 'integer',
    title: 'string',
    is_default: 'boolean',
    created_at: milliseconds,
    'owner?': person,
    limits: { 'streams?': 'integer', 'users?': 'integer' },
    stats: { streams: 'integer', users: 'integer' },
    user_permissions: organizationPermissions,
  },
  organizationUser: {
    id: 'integer',
    name: 'string',
    'email?': 'string',
    permissions: { organization: organizationPermissions, folders: 'array' },
  },
  invite: { invite_key: 'string', permissions: 'object' },
  invitation: { id: 'integer', title: 'string' },
  folder: {
    id: 'integer',
    title: 'string',
    organization_id: 'integer',
    'parent_id?': 'integer',
    streams_count: 'integer',
    'coordinates?': coordinates,
    hierarchy: { level: 'integer', order_num: 'integer' },
  },
  folderUser: { ...rights, can_use_actions: 'boolean' },
  userPermission: { user: { id: 'integer' }, permissions: rights },
  permissionOfUser: { stream: { name: 'string' }, permissions: rights },
  user: {
    id: 'integer',
    name: 'string',
    'fullname?': 'string',
    'email?': 'string',
    access_level: 'string',
    disabled: 'boolean',
    readonly: 'boolean',
    created_at: milliseconds,
    organizations: 'array',
  },
  preset: {
    id: 'integer',
    title: 'string',
    is_adjustable: 'boolean',
    is_default: 'boolean',
    stats: { organizations_count: 'integer', streams_count: 'integer' },
  },
  mosaic: {
    id: 'integer',
    title: 'string',
    type: 'string',
    organization_id: 'integer',
    organization: { id: 'integer', user_permissions: organizationPermissions },
    streams: 'array',
  },
  sentMessage: { id: 'integer', devices: 'integer' },
  message: { id: 'integer', title: 'string', body: 'string', type: 'string', was_read: 'boolean' },
  accessLogEntry: {
    created_at: 'utc',
    action: { type: 'string' },
    'object?': { 'id?': 'string', type: 'string', 'representation?': 'string' },
    'user?': { login: 'string', 'request_data?': { 'ip?': 'string', 'user_agent?': 'string' } },
  },
  shared: { key: 'string', name: 'string', media: 'string', permissions: 'array' },
  streamer: { hostname: 'string' },
  zone: { name: 'string' },
  monitoring: { build: 'integer', now: milliseconds, server_version: 'string', started_at: 'utc' },
  anything: {},
} as const satisfies Readonly<Record<string, Shape>>;

export type ShapeName = keyof typeof shapes;

/** What does not fit, each at its place; empty when all is well. */
export function misfits(value: unknown, kind: Kind, place = ''): readonly string[] {
  if (value === null) return [`${place} is null`];
  if (typeof kind === 'string') return fits(value, kind) ? [] : [`${place} is no ${kind}: ${JSON.stringify(value)}`];
  if (isItems(kind)) {
    if (!Array.isArray(value)) return [`${place} is no array`];
    return value.flatMap((item: unknown, index) => misfits(item, kind[0], `${place}[${index}]`));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [`${place} is no object`];
  return Object.entries(kind).flatMap(([key, inner]) => {
    const name = key.replace(/\?$/, '');
    const found: unknown = Reflect.get(value ?? {}, name);
    if (found === undefined) return key.endsWith('?') ? [] : [`${place}.${name} is missing`];
    return misfits(found, inner, `${place}.${name}`);
  });
}

export function expectShape(value: unknown, kind: Kind): void {
  expect(misfits(value, kind)).toEqual([]);
}

function isItems(kind: Kind): kind is readonly [Kind] {
  return Array.isArray(kind);
}

/** The generated validators of the clients enforce these ranges (OAD). */
function fits(value: unknown, kind: string): boolean {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'utc':
      return Number.isSafeInteger(value) && Number(value) >= 1e9 && Number(value) < 1e10;
    case 'utc_ms':
      return Number.isSafeInteger(value) && Number(value) >= 1e12 && Number(value) < 1e13;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return typeof value === kind;
  }
}
