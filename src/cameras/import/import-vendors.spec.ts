import { describe, expect, it } from 'vitest';
import { openImport, type ReadingOptions } from './import-rows.js';
import { ImportRefusal, type ReadRow, type RejectedRow } from './parsed-row.js';

async function read(
  text: string,
  options: ReadingOptions = {},
): Promise<{ format: string; cameras: ReadRow[]; rejected: RejectedRow[]; ignored: readonly string[] }> {
  const pieces = async function* () {
    yield text;
  };
  const opened = await openImport(pieces(), options);
  const cameras: ReadRow[] = [];
  const rejected: RejectedRow[] = [];
  for await (const row of opened.rows) {
    if ('reason' in row) rejected.push(row);
    else cameras.push(row);
  }
  return { format: opened.format, cameras, rejected, ignored: [...opened.columns.ignored] };
}

const refusal = async (text: string): Promise<string> => {
  try {
    await read(text);
    return 'taken';
  } catch (error) {
    if (error instanceof ImportRefusal) return error.message;
    throw error;
  }
};

describe('ZoneMinder’s monitors.json', () => {
  const monitors = [
    {
      Monitor: {
        Id: '1',
        Name: 'Front Door',
        Type: 'Ffmpeg',
        Function: 'Modect',
        Enabled: '1',
        Protocol: 'rtsp',
        Host: null,
        Port: null,
        Path: 'rtsp://10.0.0.5:554/Streaming/Channels/101',
        User: 'admin',
        Pass: 's3cret',
        Width: '1920',
        Height: '1080',
        MaxFPS: '5.00',
        Latitude: '52.3700000000',
        Longitude: '4.8900000000',
        LabelFormat: '%N',
      },
      Monitor_Status: { Status: 'Connected', CaptureFPS: '5.00' },
    },
    {
      Monitor: {
        Id: '2',
        Name: 'Yard',
        Type: 'Remote',
        Function: 'None',
        Enabled: '1',
        Protocol: 'http',
        Host: 'bob:pw@10.0.0.6',
        Port: '8080',
        Path: '/image.jpg',
        Width: '640',
        Height: '480',
        MaxFPS: null,
      },
    },
    { Monitor: { Id: '3', Name: 'USB', Type: 'Local', Device: '/dev/video0', Path: '', Host: '' } },
    { Monitor: { Name: 'nobody' } },
  ];

  it('becomes cameras with their streams, sizes and whether they run', async () => {
    const { format, cameras, rejected, ignored } = await read(JSON.stringify({ monitors, pagination: {} }));
    expect(format).toBe('zoneminder');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([
      {
        name: 'zoneminder-1',
        title: 'Front Door',
        source: 'zoneminder',
        externalId: '1',
        streamUrl: 'rtsp://admin:s3cret@10.0.0.5:554/Streaming/Channels/101',
        resolutionWidth: 1920,
        frameRate: 5,
        latitude: 52.37,
        longitude: 4.89,
        enabled: true,
      },
      { name: 'zoneminder-2', snapshotUrl: 'http://bob:pw@10.0.0.6:8080/image.jpg', enabled: false },
      { name: 'zoneminder-3', title: 'USB' },
    ]);
    expect(cameras[2]?.warnings[0]?.message).toBe('Local has no URL: the camera is taken without one');
    expect(rejected).toEqual([{ line: 4, field: 'Monitor.Id', reason: 'not a monitor of ZoneMinder: it has no Id' }]);
    expect(ignored).toContain('Monitor.LabelFormat');
  });

  it('of two installations becomes cameras of two', async () => {
    const { cameras } = await read(JSON.stringify({ monitors }), { source: 'depot' });
    expect(cameras[0]?.draft).toMatchObject({ name: 'depot-1', source: 'depot' });
  });
});

const frigate = `
mqtt:
  host: mqtt.local
go2rtc:
  streams:
    back:
      - rtsp://10.0.0.7:554/main#backchannel=0
      - "ffmpeg:back#audio=aac"
cameras:
  front_door:
    friendly_name: Front Door
    ffmpeg:
      inputs:
        - path: rtsp://viewer:{FRIGATE_RTSP_PASSWORD}@10.0.0.5:554/cam/realmonitor?channel=1&subtype=2
          roles: [detect]
        - path: rtsp://viewer:{FRIGATE_RTSP_PASSWORD}@10.0.0.5:554/live
          roles: [record]
    detect: { width: 1280, height: 720 }
    onvif: { host: 10.0.0.5, port: 8000, user: admin, password: "{FRIGATE_ONVIF}" }
    motion: { mask: "0,0" }
  back:
    enabled: false
    ffmpeg:
      inputs:
        - path: rtsp://127.0.0.1:8554/back
          roles: [record, detect]
    detect: { width: 1280, height: 720 }
  lost:
    ffmpeg:
      inputs:
        - path: rtsp://{FRIGATE_HOST}/live
          roles: [detect]
`;

describe('Frigate’s config.yml', () => {
  it('becomes cameras, without placeholders, by the addresses of the cameras themselves', async () => {
    const { format, cameras, rejected, ignored } = await read(frigate);
    expect(format).toBe('frigate');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([
      {
        name: 'front_door',
        title: 'Front Door',
        source: 'frigate',
        streamUrl: 'rtsp://10.0.0.5:554/live',
        media: {
          substreamUrl: 'rtsp://10.0.0.5:554/cam/realmonitor?channel=1&subtype=2',
          onvif: { url: 'http://10.0.0.5:8000/onvif/device_service' },
        },
      },
      { name: 'back', enabled: false, streamUrl: 'rtsp://10.0.0.7:554/main', resolutionWidth: 1280 },
    ]);
    expect(JSON.stringify(cameras.map(({ draft }) => draft))).not.toContain('FRIGATE');
    expect(cameras[0]?.warnings.map(({ message }) => message)).toContain(
      'stream_url holds the placeholder {FRIGATE_RTSP_PASSWORD}: the URL is taken without login and password',
    );
    expect(rejected).toMatchObject([
      { line: 28, reason: 'stream_url holds the placeholder {FRIGATE_HOST}: write its value into the file' },
    ]);
    expect(ignored).toEqual(expect.arrayContaining(['mqtt', 'cameras.*.motion']));
  });

  it('is read as the JSON of its API, too', async () => {
    const config = { cameras: { a: { ffmpeg: { inputs: [{ path: 'rtsp://a.example/1', roles: ['detect'] }] } } } };
    const { format, cameras } = await read(JSON.stringify(config, null, 1));
    expect({ format, name: cameras[0]?.draft.name }).toEqual({ format: 'frigate', name: 'a' });
  });
});

describe('go2rtc’s and MediaMTX’s files', () => {
  it('of go2rtc become cameras by the first source that is one', async () => {
    const { format, cameras, rejected } = await read(
      [
        'streams:',
        '  gate: rtsp://ann:pw@10.0.0.5/1#video=copy',
        '  yard:',
        '    - ffmpeg:http://10.0.0.6/video.mjpg#video=h264',
        '    - rtsp://10.0.0.6/2',
        '  odd: exec:ffmpeg -i /dev/video0 -f rtsp {output}',
      ].join('\n'),
    );
    expect(format).toBe('go2rtc');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([
      { name: 'gate', streamUrl: 'rtsp://ann:pw@10.0.0.5/1' },
      { name: 'yard', streamUrl: 'http://10.0.0.6/video.mjpg' },
    ]);
    expect(cameras[1]?.warnings).toHaveLength(1);
    expect(rejected).toEqual([
      { line: 6, field: 'streams.odd', reason: 'odd has no source with a URL of a camera (exec:)' },
    ]);
  });

  it('of MediaMTX become cameras, pulled and published', async () => {
    const { format, cameras, rejected, ignored } = await read(
      [
        'logLevel: info',
        'paths:',
        '  gate:',
        '    source: rtsp://ann:pw@10.0.0.5/1',
        '    sourceOnDemand: yes',
        '  drone: {}',
        '  cam/pi:',
        '    source: rpiCamera',
        '  all_others:',
        '  ~^live:',
      ].join('\n'),
    );
    expect(format).toBe('mediamtx');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([
      { name: 'gate', streamUrl: 'rtsp://ann:pw@10.0.0.5/1' },
      { name: 'drone', inputs: [{ url: 'publish://' }] },
    ]);
    expect(rejected).toMatchObject([{ line: 7, field: 'paths.cam/pi.source' }]);
    expect(ignored).toEqual(expect.arrayContaining(['logLevel', 'paths.all_others', 'paths.~^live']));
  });

  it('never make a part of a URL of what stands in another file', async () => {
    const { cameras } = await read('streams:\n  a: !secret gate\n  b: rtsp://ann:${PASS}@h.example/1\n');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([{ name: 'b', streamUrl: 'rtsp://h.example/1' }]);
  });

  it.each([
    ['aliases that multiply', bomb(), /aliases multiply/],
    ['brackets without end', `streams: ${'['.repeat(100_000)}`, /more than 64 levels/],
    ['dashes without end', `streams:\n  ${'- '.repeat(5000)}x`, /more than 64 levels/],
    ['what is no YAML', 'streams:\n  a: "open\n', /^the file is not YAML/],
    ['no cameras', 'paths: {}\n', /names no paths/],
    ['too much', `streams:\n${'  # x\n'.repeat(400_000)}`, /at most 512 KiB/],
  ])('are refused for %s', async (_, text, reason) => {
    const begun = performance.now();
    expect(await refusal(text)).toMatch(reason);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) =>
      `l${level + 1}: &l${level + 1} [${Array.from({ length: 10 }, () => (level === 0 ? '"x"' : `*l${level}`)).join(', ')}]`,
  );
  return `${levels.join('\n')}\nstreams: *l9\n`;
}

describe('Flussonic’s files', () => {
  it('of the activation server become cameras with their agents', async () => {
    const { format, cameras } = await read(
      'agent_model,agent_serial,agent_id,agent_key,agent_pin,stream_url,substream_url,thumbnails,onvif_url,onvif_profile,ptz\n' +
        'C1,SN-77,uid-1,k3y,1234,rtsp://localhost/main,rtsp://localhost/sub,http://localhost/snap.jpg,http://localhost/onvif,000,1\n',
    );
    expect(format).toBe('flussonic');
    expect(cameras[0]?.draft).toMatchObject({
      name: 'SN-77',
      streamUrl: 'rtsp://localhost/main',
      media: {
        agent: { id: 'uid-1', key: 'k3y', model: 'C1', serial: 'SN-77', pin: '1234' },
        onvif: { url: 'http://localhost/onvif', profile: '000', ptz: true },
        substreamUrl: 'rtsp://localhost/sub',
        thumbnails: true,
        thumbnailsUrl: 'http://localhost/snap.jpg',
      },
    });
  });

  it('of Watcher’s import become cameras by their titles', async () => {
    const { cameras, ignored } = await read(
      'stream_url,substream_url,thumbnails,onvif_url,onvif_profile,ptz,dvr_depth,dvr_path,enabled,access,title\n' +
        'rtsp://127.0.0.1:554,,,http://127.0.0.1:8899,000,0,3,storage,1,private,office_cam1\n',
    );
    expect(cameras[0]?.draft).toMatchObject({
      title: 'office_cam1',
      enabled: true,
      media: { dvr: { expirationSeconds: 259_200 }, onvif: { ptz: false } },
    });
    expect(ignored).toEqual(['dvr_path', 'access']);
  });
});

describe('a list of ONVIF devices', () => {
  it('becomes cameras at their addresses', async () => {
    const devices = [
      {
        urn: 'urn:uuid:11111111-2222',
        name: 'AXIS M1065-LW',
        hardware: 'M1065-LW',
        location: 'Hall',
        types: ['dn:NetworkVideoTransmitter'],
        xaddrs: ['http://[fe80::1]/onvif/device_service', 'http://192.168.1.7:8080/onvif/device_service'],
        scopes: ['onvif://www.onvif.org/type/video_encoder'],
      },
      {
        probeMatches: {
          probeMatch: {
            endpointReference: { address: 'urn:uuid:33333333-4444' },
            XAddrs: 'http://192.168.1.8/onvif/device_service',
            scopes: 'onvif://www.onvif.org/name/Yard%20Cam onvif://www.onvif.org/hardware/DS-2CD',
          },
        },
      },
      { urn: 'urn:uuid:5', xaddrs: [] },
    ];
    const { format, cameras, rejected } = await read(JSON.stringify(devices));
    expect(format).toBe('onvif');
    expect(cameras.map(({ draft }) => draft)).toMatchObject([
      {
        name: 'onvif-11111111-2222',
        title: 'AXIS M1065-LW',
        model: 'M1065-LW',
        ip: '192.168.1.7',
        port: 8080,
        media: { onvif: { url: 'http://192.168.1.7:8080/onvif/device_service' } },
      },
      { name: 'onvif-33333333-4444', title: 'Yard Cam', model: 'DS-2CD', ip: '192.168.1.8' },
    ]);
    expect(rejected).toMatchObject([{ line: 3, field: 'xaddrs' }]);
  });
});
