import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, openServer } from '../../support/server.js';
import { createApplication, createCamera } from '../../support/people.js';
import { Cam2V1Client } from '../clients/cam2-v1.js';

let server: TestServer;
let client: Cam2V1Client;

beforeAll(async () => {
  server = await openServer();
  client = await Cam2V1Client.of(server, await createApplication(server));
  await createCamera(server, {
    cameraId: 1,
    latitude: 35.6895,
    longitude: 139.6917,
    city: 'Tokyo',
    country: 'JP',
    source: 'Google',
    isVideo: true,
    outdoors: true,
    traffic: false,
    inactive: false,
    frameRate: 0.5,
    resolutionWidth: 1920,
    resolutionHeight: 1080,
  });
  await createCamera(server, {
    cameraId: 2,
    kind: 'ip',
    ip: '203.0.113.7',
    port: 80,
    snapshotUrl: null,
    latitude: 40.4259,
    longitude: -86.9081,
    city: 'West Lafayette',
    state: 'IN',
    country: 'US',
    source: 'Purdue',
    isVideo: false,
    frameRate: 30,
    resolutionWidth: 640,
    resolutionHeight: 480,
  });
  await createCamera(server, { cameraId: 3, latitude: 51.5, longitude: -0.08, country: 'GB', city: 'London' });
  await server.dataSource.query(
    `update cameras set created_at = timestamptz '2017-09-30Z' + camera_id * interval '1 day',
                        updated_at = timestamptz '2017-12-31Z' + camera_id * interval '1 day'`,
  );
});

afterAll(() => server.close());

describe('the filters', () => {
  it.each([
    ['city=Tokyo', [1]],
    ['city=tokyo', [1]],
    ['city=T%C5%8CKY%C5%8C', [1]],
    ['city=Tokyo+', []],
    ['state=indiana', [2]],
    ['city=', [1, 2, 3]],
    ['state=&country=&source=&camera_type=', [1, 2, 3]],
    ['state=IN', [2]],
    ['country=JP', [1]],
    ['country=jp', [1]],
    ['country=Japan', [1]],
    ['country=United%20States', [2]],
    ['country=USA', [2]],
    ['country=JPN', [1]],
    ['country=jpn', [1]],
    ['country=GBR', [3]],
    ['country=UK', [3]],
    ['country=DEU', []],
    ['country=XX', []],
    ['country=XXX', []],
    ['country=Deutschland', []],
    ['country=Atlantis', []],
    ['country=Georgia', []],
    ['country=Holland', []],
    ['source=Google', [1]],
    ['camera_type=IP', [2]],
    ['camera_type=Non_IP', [1, 3]],
    ['id=2', [2]],
    ['lat=35.6895', [1]],
    ['lat_min=36&lat_max=41', [2]],
    ['lng_max=0', [2, 3]],
    ['lng_min=139.6917', [1]],
    ['framerate=0.5', [1]],
    ['framerate_min=1', [2]],
    ['framerate_min=0&framerate_max=1000', [1, 2]],
    ['resolution_w=1920&resolution_h=1080', [1]],
    ['resolution_w_max=640', [2]],
    ['resolution_h_min=480.5', [1]],
    ['video=True', [1]],
    ['video=f', [2]],
    ['video=YES', [1]],
    ['video=0', [2]],
    ['outdoors=t', [1]],
    ['traffic=false', [1]],
    ['inactive=no', [1]],
    ['added_before=10/01/2017', [1]],
    ['added_after=10/02/2017', [2, 3]],
    ['added_after=2017-10-01&added_before=2017-10-02T00:00:00Z', [1, 2]],
    ['updated_after=2018-01-01T12:00:00%2B00:00', [2, 3]],
    ['updated_before=01/01/2018', [1]],
    ['country=US&country=JP', [1]],
    ['unknown=1&page=7&is_video=nonsense', [1, 2, 3]],
    ['city=Tokyo&country=US', []],
  ])('%s finds %j', async (parameters, ids) => {
    expect(await client.ids(`/cameras/?${parameters}`)).toEqual(ids);
    expect(await client.ids(`/query/lat=37,lng=180,count=10/?${parameters}`)).toEqual(ids);
  });

  it.each([
    ['lat=abc', 'lat', 'A valid number is required.'],
    ['lat=', 'lat', 'A valid number is required.'],
    ['lat=91', 'lat', 'Ensure this value is less than or equal to 90.'],
    ['lng_min=-181', 'lng_min', 'Ensure this value is greater than or equal to -180.'],
    ['framerate_max=1e999', 'framerate_max', 'A valid number is required.'],
    ['resolution_w=wide', 'resolution_w', 'A valid integer is required.'],
    ['framerate=-5', 'framerate', 'Ensure this value is greater than 0.'],
    ['framerate=0', 'framerate', 'Ensure this value is greater than 0.'],
    ['framerate=241', 'framerate', 'Ensure this value is less than or equal to 240.'],
    ['framerate_min=-5', 'framerate_min', 'Ensure this value is greater than or equal to 0.'],
    ['framerate_max=-1', 'framerate_max', 'Ensure this value is greater than or equal to 0.'],
    ['resolution_w=-1', 'resolution_w', 'Ensure this value is greater than or equal to 0.'],
    ['resolution_h=1080.5', 'resolution_h', 'A valid integer is required.'],
    ['resolution_h_max=-1', 'resolution_h_max', 'Ensure this value is greater than or equal to 0.'],
    ['id=-1', 'id', 'Ensure this value is greater than or equal to 0.'],
    ['id=1.5', 'id', 'A valid integer is required.'],
    ['id=99999999999', 'id', 'Ensure this value is less than or equal to 2147483647.'],
    ['video=maybe', 'video', 'A valid boolean is required.'],
    ['traffic=2', 'traffic', 'A valid boolean is required.'],
    ['inactive=null', 'inactive', 'A valid boolean is required.'],
    ['outdoors=', 'outdoors', 'A valid boolean is required.'],
    ['country=England', 'country', expect.stringMatching(/part of United Kingdom \(GB\).*state/) as string],
    ['country=Hawaii', 'country', expect.stringMatching(/part of United States \(US\).*state/) as string],
    ['country=punjab', 'country', expect.stringContaining('part of India (IN) and Pakistan (PK)') as string],
    ['country=northern+IRELAND', 'country', expect.stringContaining('ISO 3166-1') as string],
    ['camera_type=webcam', 'camera_type', 'Select a valid choice: IP or Non_IP.'],
    ['added_before=2017-13-01', 'added_before', expect.stringContaining('Date has wrong format.') as string],
    ['added_after=31/12/2017', 'added_after', expect.stringContaining('Date has wrong format.') as string],
    ['limit=0', 'limit', 'Ensure this value is greater than or equal to 1.'],
    ['limit=-1', 'limit', 'Ensure this value is greater than or equal to 1.'],
    ['limit=1e9', 'limit', 'A valid integer is required.'],
    ['limit=1000000000', 'limit', 'Ensure this value is less than or equal to 1000000.'],
    ['limit=', 'limit', 'A valid integer is required.'],
    ['offset=-1', 'offset', 'Ensure this value is greater than or equal to 0.'],
    ['limit[]=5&limit=x', 'limit', 'A valid integer is required.'],
  ])('%s is a 400 that names its parameter', async (parameters, field, text) => {
    for (const path of ['/cameras.json', '/query/lat=37,lng=180,count=10/']) {
      const { status, body } = await client.get(`${path}?${parameters}`);
      expect({ status, body }).toEqual({ status: 400, body: { [field]: [text] } });
    }
  });

  it('that are wrong are all named at once', async () => {
    const { body } = await client.get('/cameras/?lat=x&lng=y&limit=0');
    expect(Object.keys(Object(body)).sort()).toEqual(['lat', 'limit', 'lng']);
  });
});
