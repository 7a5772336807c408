import { describe, expect, it } from 'vitest';
import { readCoordinates, writeCoordinates } from './coordinates.js';

describe('coordinates in one text', () => {
  it.each([
    ['35.6595 139.7005', 35.6595, 139.7005],
    [' -0.5   +51 ', -0.5, 51],
    ['51,-0.5', 51, -0.5],
    ['51, -0.5', 51, -0.5],
    ['90 -180', 90, -180],
  ])('"%s" are a place', (text, latitude, longitude) => {
    expect(readCoordinates('coordinates', text)).toEqual({ latitude, longitude });
  });

  it.each(['91 0', '0 181', '1', 'a b', '1e1 2', '1 2 3', '1;2', 'NaN NaN', ' '])('"%s" are none', (text) => {
    expect(() => readCoordinates('coordinates', text)).toThrow('coordinates must be');
  });

  it.each([
    [{ latitude: 51, longitude: -0.5 }, '51 -0.5'],
    [{ latitude: 0.0000001, longitude: 0 }, '0.0000001 0'],
    [null, null],
    [undefined, null],
  ])('are written of %j', (point, text) => expect(writeCoordinates(point)).toBe(text));
});
