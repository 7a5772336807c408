import { describe, expect, it } from 'vitest';
import { demoCatalogue } from './demo-catalogue.js';
import { drawPicture } from './draw-picture.js';
import { drawSnapshot } from './draw-snapshot.js';
import { landmarks, type Landmark } from './landmarks.js';
import { sunAt } from './sun.js';

const publicUrl = 'http://127.0.0.1:8000';
const landmark = (name: string): Landmark => {
  const found = landmarks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no landmark ${name}`);
  return found;
};

describe('the demo catalogue', () => {
  it('names every camera once, each with its own drawing on this server', () => {
    const cameras = demoCatalogue(publicUrl);
    expect(cameras.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cameras.map(({ name }) => name)).size).toBe(cameras.length);
    for (const camera of cameras) {
      expect(camera.name).toMatch(/^demo-[a-z0-9-]+$/);
      expect(camera.snapshotUrl).toBe(`${publicUrl}/demo/snapshots/${camera.name}.jpg`);
      expect(camera).toMatchObject({ source: 'camgate-demo', license: 'Apache-2.0', kind: 'non_ip' });
    }
  });

  it('shows all continents', () => {
    const continents: Readonly<Record<string, readonly string[]>> = {
      Africa: ['EG', 'KE', 'ZA', 'SN'],
      Antarctica: ['AQ'],
      Asia: ['JP', 'IN', 'CN'],
      Europe: ['FR', 'DE', 'IS'],
      'North America': ['US', 'MX', 'CA'],
      Oceania: ['AU', 'NZ', 'FJ'],
      'South America': ['BR', 'PE', 'AR'],
    };
    const countries = new Set(landmarks.map(({ country }) => country));
    for (const some of Object.values(continents)) for (const country of some) expect(countries).toContain(country);
  });
});

describe('a demo snapshot', () => {
  const noonInTokyo = new Date('2026-06-21T02:41:00Z');

  it('shows the title, the place, the position and both times', () => {
    const svg = drawSnapshot(landmark('demo-tokyo-tower'), noonInTokyo);
    for (const text of [
      'Tokyo Tower',
      'Tokyo, Tokyo, JP',
      '35.65858° N 139.74543° E',
      '11:41',
      '2026-06-21 02:41:00 UTC',
    ])
      expect(svg).toContain(text);
  });

  it('is light at noon and dark at the same moment half a world away', () => {
    expect(drawSnapshot(landmark('demo-tokyo-tower'), noonInTokyo)).toContain('#2f7fd6');
    expect(drawSnapshot(landmark('demo-rio-christ-the-redeemer'), noonInTokyo)).toContain('#060a1c');
  });

  it('knows the midnight sun and the polar night', () => {
    const midnight = new Date('2026-06-21T23:00:00Z');
    expect(sunAt(78.2, 15.6, midnight).elevation).toBeGreaterThan(5);
    expect(sunAt(-77.8, 166.7, new Date('2026-06-21T00:50:00Z')).elevation).toBeLessThan(-5);
  });

  it('is the same picture for the same camera and moment, and another for another camera', () => {
    const [one, other] = [landmark('demo-uluru'), landmark('demo-petra-treasury')];
    expect(drawSnapshot(one, noonInTokyo)).toBe(drawSnapshot(one, noonInTokyo));
    expect(drawSnapshot(one, noonInTokyo)).not.toBe(drawSnapshot(other, noonInTokyo));
  });

  it('is also a JPEG: small, and different for another camera', () => {
    const [one, other] = [landmark('demo-uluru'), landmark('demo-petra-treasury')].map((each) =>
      drawPicture(each, noonInTokyo),
    );
    expect(one?.subarray(0, 4).toString('hex')).toBe('ffd8ffe0');
    expect(one?.subarray(-2).toString('hex')).toBe('ffd9');
    expect(one?.length).toBeLessThan(30_000);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  });

  it('writes what a title holds as text, never as markup', () => {
    const svg = drawSnapshot({ ...landmark('demo-uluru'), title: '</text><script>alert("1")</script>' }, noonInTokyo);
    expect(svg).not.toContain('<script');
  });
});
