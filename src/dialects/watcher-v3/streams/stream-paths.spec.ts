import { describe, expect, it } from 'vitest';
import { joinStreamName } from './stream-paths.js';

const client = '/watcher/client-api/v3';
const admin = '/watcher/admin-api/v3';

describe('the name of a stream in a path', () => {
  it.each([
    ['/streams', '/streams'],
    ['/streams/', '/streams/'],
    ['/streams/gate', '/streams/gate'],
    ['/streams/a/b/c', '/streams/a%2Fb%2Fc'],
    ['/streams/a/b/', '/streams/a%2Fb'],
    ['/streams/a%2Fb', '/streams/a%2Fb'],
    ['/streams/a%2fb/c', '/streams/a%2fb%2Fc'],
    ['/streams/a//b', '/streams/a%2F%2Fb'],
    ['/streams/a/auth', '/streams/a/auth'],
    ['/streams/a/b/auth/', '/streams/a%2Fb/auth'],
    ['/streams/a/b/camera_config', '/streams/a%2Fb/camera_config'],
    ['/streams/a/b/firmware_update', '/streams/a%2Fb/firmware_update'],
    ['/streams/a/b/reboot', '/streams/a%2Fb/reboot'],
    ['/streams/a/b/ptz', '/streams/a%2Fb/ptz'],
    ['/streams/a/b/permissions/users', '/streams/a%2Fb/permissions/users'],
    ['/streams/a/b/permissions/users/7', '/streams/a%2Fb/permissions/users/7'],
    ['/streams/a/b/permissions/users/x', '/streams/a%2Fb/permissions/users/x'],
    // What has no name before it is one.
    ['/streams/auth', '/streams/auth'],
    ['/streams/auth/auth', '/streams/auth/auth'],
    ['/streams/permissions/users', '/streams/permissions%2Fusers'],
    ['/streams/permissions/users/7', '/streams/permissions%2Fusers%2F7'],
    ['/streams/permissions/users/permissions/users', '/streams/permissions%2Fusers/permissions/users'],
    // What is not at the end belongs to the name.
    ['/streams/a/auth/b', '/streams/a%2Fauth%2Fb'],
    ['/streams/a/permissions/b', '/streams/a%2Fpermissions%2Fb'],
    ['/streams/a/permissions/users/7/x', '/streams/a%2Fpermissions%2Fusers%2F7%2Fx'],
    // A slash that was escaped belongs to the name.
    ['/streams/a%2Fauth', '/streams/a%2Fauth'],
    ['/streams/a%2Fauth/auth', '/streams/a%2Fauth/auth'],
    ['/streams/a%2Fpermissions%2Fusers', '/streams/a%2Fpermissions%2Fusers'],
    ['/streams/a/layouts', '/streams/a%2Flayouts'],
    ['/users/5/permissions/streams', '/users/5/permissions/streams'],
    ['/users/5/permissions/streams/a/b', '/users/5/permissions/streams/a%2Fb'],
    ['/users/5/permissions/streams/a/auth', '/users/5/permissions/streams/a%2Fauth'],
    ['/organizations/1/nvrs/2/streams/a/b', '/organizations/1/nvrs/2/streams/a%2Fb'],
    ['/organizations/1/nvrs/2/episodes/3', '/organizations/1/nvrs/2/episodes/3'],
    ['/streamsx/a/b', '/streamsx/a/b'],
  ])('%s is found at %s', (path, canonical) => {
    expect(joinStreamName(client + path)).toBe(client + canonical);
  });

  it.each([
    ['/streams/a/b/layouts', '/streams/a%2Fb/layouts'],
    ['/streams/a/b/preview_layout_change', '/streams/a%2Fb/preview_layout_change'],
    ['/streams/a/b/auth', '/streams/a%2Fb/auth'],
    ['/streams/a/b/ptz', '/streams/a%2Fb%2Fptz'],
    ['/streams/a/b/permissions/users', '/streams/a%2Fb%2Fpermissions%2Fusers'],
    ['/streamers/a/b', '/streamers/a/b'],
  ])('for administrators %s is found at %s', (path, canonical) => {
    expect(joinStreamName(admin + path)).toBe(admin + canonical);
  });
});
