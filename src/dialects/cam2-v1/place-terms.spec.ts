import { describe, expect, it } from 'vitest';
import { InputError } from '../http/input.error.js';
import { readPlaceTerms } from './place-terms.js';

describe('the terms of a query by place', () => {
  it.each([
    ['lat=51.5,lng=-0.08,radius=12', { lat: 51.5, lng: -0.08, radius: 12 }],
    ['lat=51.5,lon=-0.08,radius=12', { lat: 51.5, lng: -0.08, radius: 12 }],
    ['lat=51.123456789,lng=-0.08,radius=1.25', { lat: 51.123456789, lng: -0.08, radius: 1.25 }],
    ['lat=51.5,lng=-0.08,count=10', { lat: 51.5, lng: -0.08, count: 10 }],
    ['lat=51.5,lng=-0.08,radius=12,count=0', { lat: 51.5, lng: -0.08, radius: 12, count: 0 }],
    ['lat=51.,lng=-.5,radius=0', { lat: 51, lng: -0.5, radius: 0 }],
    ['limit=2,lat=1,lng=2,offset=3,radius=4', { lat: 1, lng: 2, radius: 4, limit: 2, offset: 3 }],
  ])('%s', (path, terms) => {
    expect(readPlaceTerms(path)).toEqual(terms);
  });

  it.each([
    ['lat=91,lng=0,radius=1', ['lat']],
    ['lat=0,lon=181,radius=1', ['lon']],
    ['lat=0,lng=0,radius=-1', ['radius']],
    ['lat=0,lng=0,radius=', ['radius']],
    ['lat=0,lng=0,count=1.5', ['count']],
    ['lat=0,lng=0,count=1e9', ['count']],
    ['lat=0,lng=0', ['radius']],
    ['lng=0,radius=1', ['lat']],
    ['lat=a,lng=b,radius=c', ['lat', 'lng', 'radius']],
    ['lat=0,lat=1,lng=0,radius=1', ['lat']],
    ['lat=0,lng=0,lon=0,radius=1', ['lon']],
    ['lat=0,lng=0,radius=1,__proto__=1', ['__proto__']],
    ['lat=0,lng=0,radius=1,limit=0,offset=-1', ['limit', 'offset']],
    ['lat=0,lng=0,limit=1', ['radius']],
    ['nonsense', ['nonsense', 'lat', 'lng', 'radius']],
  ])('%s is refused, naming what is wrong', (path, fields) => {
    expect(issuesOf(path)).toEqual(fields);
  });
});

function issuesOf(path: string): readonly string[] {
  try {
    readPlaceTerms(path);
    return [];
  } catch (error) {
    return error instanceof InputError ? error.issues.map(({ field }) => field) : ['another error'];
  }
}
