import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera, createTenant } from '../../support/people.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';
import { Cam2V2Client, member, rows } from '../clients/cam2-v2.js';

let server: TestServer;
let user: Cam2V2Client;
let admin: Cam2V2Client;
let v1: Cam2V1Client;

beforeAll(async () => {
  server = await openServer({ RATE_LIMIT_TOKENS_PER_MINUTE: '0' });
  user = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2' }));
  admin = await Cam2V2Client.of(server, await createApplication(server, { format: 'cam2-v2', level: 'admin' }));
  v1 = await Cam2V1Client.of(server, await createApplication(server, { format: 'cam2-v1', level: 'admin' }));
});
afterAll(() => server.close());

const secret = 'S3cr3t-Xq7';
const existing = async (client: Cam2V2Client, query: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  rows((await client.get('cameras/exist', query)).body).map((row) => member(row, 'cameraID'));
const shown = async (id: string): Promise<Readonly<Record<string, string>>> => {
  const { retrieval } = Object((await admin.get(`cameras/${id}`)).body) as {
    readonly retrieval: Readonly<Record<string, string>>;
  };
  return retrieval;
};

let next = 100;
/** Each at a server of its own. */
const addresses = (password: string): readonly string[] =>
  [
    `http://admin:${password}@HOST/1.jpg`,
    `http://HOST/1.jpg?user=admin&password=${password}`,
    `http://HOST/1.jpg?loginuse=admin&loginpas=${password}`,
    `http://HOST/1.jpg?%70assword=${password}`,
    `http://HOST/1.jpg?token=${password}&x=1`,
    `http://HOST/user=admin&password=${password}&channel=1`,
    `http://HOST/user=admin_password=${password}_channel=1`,
    `http://HOST/admin:${password}/1.jpg`,
    `http://HOST/1.jpg#password=${password}`,
    `http://admin:12/${password}@HOST/1.jpg`,
    `http://admin:12?${password}@HOST/1.jpg`,
    `http://HOST/proxy?url=http://admin:${password}@b.example/1.jpg`,
    `http://admin:${password}@HOST/1.jpg?pwd=${password}`,
    `HTTP:\\\\admin:${password}@HOST\\1.jpg`,
  ].map((url, index) => url.replace('HOST', `a${index}.example`));

describe('an address with a secret in it', () => {
  it.each(addresses(secret))('%s exists as it was written, as it is shown and with another secret', async (url) => {
    const form = { type: 'non_ip', is_active_image: 'true', is_active_video: 'false' };
    const made = await admin.post('cameras/create', { ...form, retrieval: JSON.stringify({ snapshot_url: url }) });
    expect({ url, made }).toMatchObject({ made: { status: 201 } });
    const id = member(made.body, 'cameraID');
    const { snapshot_url: veiled = '' } = await shown(id);
    expect(veiled).not.toContain(secret);
    const other = addresses('another').find((_, index) => addresses(secret)[index] === url) ?? '';
    for (const asked of [url, veiled, other])
      expect({ asked, found: await existing(user, { type: 'non_ip', snapshot_url: asked }) }).toEqual({
        asked,
        found: [id],
      });
    expect(
      await existing(user, { type: 'non_ip', snapshot_url: veiled.replace('.example/', '.example.org/') }),
    ).toEqual([]);
  });

  it.each(addresses(secret).map((url) => url.replace(/a(\d+)\.example/, 'v$1.example')))(
    '%s is given once at CAM2 v1, whatever the secret',
    async (url) => {
      const body = (address: string): object => ({ camera_id: (next += 1), lat: 1, lng: 1, url: address });
      expect(await v1.post('/cameras/', body(url))).toMatchObject({ status: 201 });
      for (const again of [url, url.replaceAll(secret, 'another')])
        expect(await v1.post('/cameras/', body(again))).toMatchObject({
          status: 400,
          body: { url: ['non_ip with this url already exists.'] },
        });
    },
  );

  it('of a camera with an IP address exists by its paths', async () => {
    const reach = { ip: '192.0.2.77', image_path: `/snap?pwd=${secret}`, video_path: `/user=a&password=${secret}` };
    const made = await admin.post('cameras/create', {
      type: 'ip',
      is_active_image: 'true',
      is_active_video: 'false',
      retrieval: JSON.stringify(reach),
    });
    const id = member(made.body, 'cameraID');
    const { image_path, video_path } = await shown(id);
    expect(await existing(user, { type: 'ip', ...reach })).toEqual([id]);
    expect(await existing(user, { type: 'ip', ip: reach.ip, image_path: image_path ?? '' })).toEqual([id]);
    expect(await existing(user, { type: 'ip', ip: reach.ip, video_path: video_path ?? '' })).toEqual([id]);
    expect(await existing(user, { type: 'ip', ip: reach.ip, image_path: '/snap' })).toEqual([]);
  });
});

describe('an address that the caller may not see', () => {
  it('does not exist for strangers, nor for a program that sees the camera without its address', async () => {
    const { organizationId, program } = await createTenant(server, 'quiet');
    const hidden = [
      { kind: 'non_ip', snapshotUrl: 'http://hidden.example/1.jpg' },
      { kind: 'stream', snapshotUrl: null, streamUrl: 'http://hidden.example/1.m3u8' },
      { kind: 'ip', snapshotUrl: null, ip: '192.0.2.99', port: 80, imagePath: '/1' },
    ] as const;
    const ids = [];
    for (const draft of hidden) ids.push((await createCamera(server, { ...draft, organizationId })).objectId);
    const own = await Cam2V2Client.of(server, program);
    expect(await shown(ids[0] ?? '')).toEqual({ snapshot_url: 'http://hidden.example/1.jpg' });
    const asked = [
      { type: 'non_ip', snapshot_url: 'http://hidden.example/1.jpg' },
      { type: 'stream', m3u8_url: 'http://hidden.example/1.m3u8' },
      { type: 'ip', ip: '192.0.2.99' },
    ] as const;
    for (const [index, query] of asked.entries()) {
      expect(await existing(user, query)).toEqual([]);
      expect(await existing(own, query)).toEqual([]);
      expect(await existing(admin, query)).toEqual([ids[index]]);
    }
    await server.dataSource.query('update organizations set is_public = true where id = $1', [organizationId]);
    for (const [index, query] of asked.entries()) expect(await existing(user, query)).toEqual([ids[index]]);
  });
});
