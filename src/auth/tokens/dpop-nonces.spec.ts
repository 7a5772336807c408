import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../test/support/clock.js';
import { parseConfig, Vault } from '#config';
import { DpopNonces } from './dpop-nonces.js';

const [older, newer] = ['o'.repeat(32), 'n'.repeat(32)];
const clock = new ManualClock();
const nonces = (secrets: string, required = 'true'): DpopNonces =>
  new DpopNonces(new Vault(secrets), clock, parseConfig({ CAMGATE_SECRET: secrets, DPOP_NONCE_REQUIRED: required }));

describe('the nonces of a server', () => {
  it('are accepted while the master secret that they come from still opens', () => {
    const before = nonces(older).next();
    expect(nonces(older).accepts(before)).toBe(true);
    expect(nonces(`${newer},${older}`).accepts(before)).toBe(true);
    expect(nonces(newer).accepts(before)).toBe(false);
    expect(nonces(`${newer},${older}`).next()).toBe(nonces(newer).next());
  });

  it('are accepted by an instance whose clock is a little behind', () => {
    const behind = nonces(older);
    clock.travel(180);
    const next = behind.next();
    clock.travel(-180);
    expect(behind.accepts(next)).toBe(true);
    clock.home();
  });

  it('are not asked for unless the setting says so', () => {
    expect(nonces(older, 'false').next()).toBeUndefined();
    expect(nonces(older, 'false').accepts(undefined)).toBe(true);
    expect(nonces(older).accepts(undefined)).toBe(false);
  });
});
