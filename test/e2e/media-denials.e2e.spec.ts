import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TestServer, openServer } from '../support/server.js';
import { playbackOf } from '../support/media.js';
import { system } from '#auth';
import { StreamersService } from '#playback';
import { createTenant, type Tenant } from '../support/people.js';

let server: TestServer;
let north: Tenant;
let south: Tenant;
let token: string;
/** What the server said of each denial. */
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  server = await openServer({ LOG_LEVEL: 'info' });
  const { log } = server.app.getHttpAdapter().getInstance();
  vi.spyOn(log, 'info').mockImplementation((...said: unknown[]) => {
    if (said[1] === 'a media server hears no') lines.push(Object(said[0]) as Record<string, unknown>);
  });
  north = await createTenant(server, 'north');
  south = await createTenant(server, 'south');
  await server.app.get(StreamersService).put(system, 'one', { publicPayloadUrl: 'http://one.example' });
  token = (await playbackOf(server, north.member.id, north.camera)).token;
});
afterAll(() => server.close());
beforeEach(() => void (lines.length = 0));

const post = async (path: string, body: object, type = 'application/json'): Promise<number> => {
  const form = type === 'application/x-www-form-urlencoded';
  const text = form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body);
  return (await fetch(server.url + path, { method: 'POST', headers: { 'content-type': type }, body: text })).status;
};

describe('an operator reads in the log why a media server heard no', () => {
  it.each([
    ['another camera', { action: 'read', path: 'south-camera' }, 403, 'ticket.wrong'],
    ['nothing shown', { action: 'read', path: 'gate', token: '' }, 401, 'ticket.missing'],
    ['an action that is none', { action: 'fly', path: 'gate' }, 403, 'action.unknown'],
    ['MediaMTX’s own interface', { action: 'api', path: '' }, 403, 'operator.wrong'],
  ])('MediaMTX, %s', async (_, asked, status, denial) => {
    expect(await post('/media/mediamtx/auth', { ip: '192.0.2.7', token, ...asked })).toBe(status);
    const action = asked.action === 'read' && denial === 'ticket.wrong' ? 'play' : asked.action;
    expect(lines).toEqual([{ denial, action, path: asked.path, ip: '192.0.2.7', reqId: expect.any(String) }]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it('MediaMTX, without a path', async () => {
    expect(await post('/media/mediamtx/auth', { action: 'read', token })).toBe(403);
    expect(lines).toMatchObject([{ denial: 'question.unreadable', ip: '127.0.0.1' }]);
  });

  it('Flussonic, nginx, nginx-rtmp and node-media-server', async () => {
    const { name } = south.camera;
    await fetch(`${server.url}/vsaas/api/camera_auth?name=${name}&token=${token}&ip=192.0.2.7`);
    await fetch(`${server.url}/media/nginx/auth`, {
      headers: { 'x-original-uri': `/${name}/index.m3u8?token=${token}`, 'x-real-ip': '192.0.2.7' },
    });
    await fetch(`${server.url}/media/nginx/auth`, { headers: { 'x-original-uri': `/../x?token=${token}` } });
    const form = 'application/x-www-form-urlencoded';
    await post('/media/nginx-rtmp', { call: 'play', name, token, addr: '192.0.2.7' }, form);
    await post('/media/nginx-rtmp', { call: 'connect', token }, form);
    await post('/media/node-media-server', { action: 'prePlay', name, ip: '192.0.2.7', query: { token } });
    await post('/media/node-media-server', { action: 'prePlay', query: { token } });
    const denied = { denial: 'ticket.wrong', action: 'play', path: name, ip: '192.0.2.7' };
    expect(lines).toMatchObject([
      denied,
      denied,
      { denial: 'question.unreadable', ip: '127.0.0.1' },
      denied,
      { denial: 'action.unknown', action: 'connect' },
      denied,
      { denial: 'question.unreadable', action: 'prePlay' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it('without a query string that a player put into the name, and at most a line of it', async () => {
    await post('/media/mediamtx/auth', { action: 'read', path: `gate?token=${token}`, token });
    await post('/media/mediamtx/auth', { action: 'read', path: 'x'.repeat(5000), token });
    expect(JSON.stringify(lines)).not.toContain(token);
    expect(lines.map(({ path }) => String(path).length)).toEqual([4, 255]);
  });
});
