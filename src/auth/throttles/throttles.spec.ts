import { DomainError } from '#errors';
import { parseConfig, Vault } from '#config';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressGroup } from './address.js';
import { ClientThrottle } from './client.throttle.js';
import { LoginThrottle } from './login.throttle.js';
import { ThrottleKeys } from './throttle-keys.js';

const keys = new ThrottleKeys(new Vault('a master secret of more than 32 characters'));
const address = '192.0.2.7';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

const travel = (seconds: number): unknown => vi.setSystemTime(Date.now() + seconds * 1000);
const waitOf = (attempt: Promise<unknown>): Promise<number> =>
  attempt.then(
    () => 0,
    (error: unknown) => (error instanceof DomainError ? (error.context.retryAfterSeconds ?? -1) : -2),
  );
const loginThrottle = (perMinute = 1000): LoginThrottle =>
  new LoginThrottle(keys, parseConfig({ RATE_LIMIT_LOGINS_PER_MINUTE: String(perMinute) }));

describe('wrong passwords at one account from one address', () => {
  it('are free five times, then cost 1, 2, 4 … 900 seconds (R-LOCK-1)', async () => {
    const throttle = loginThrottle();
    const waits: number[] = [];
    for (let failure = 1; failure <= 17; failure += 1) {
      expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
      await throttle.failed('ann', address, true);
      const wait = await waitOf(throttle.assertAllowed('ann', address));
      waits.push(wait);
      travel(wait);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it('are not prolonged by further attempts, and cleared on success (R-LOCK-5)', async () => {
    const throttle = loginThrottle();
    for (let failure = 0; failure < 7; failure += 1) await throttle.failed('ann', address, true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(4);
    travel(3);
    for (let knock = 0; knock < 50; knock += 1) await waitOf(throttle.assertAllowed('ann', address));
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(1);
    travel(1);
    expect(await throttle.succeeded('ann', address)).toBe(true);
    expect(await throttle.succeeded('ann', address)).toBe(false);
    for (let failure = 0; failure < 4; failure += 1) await throttle.failed('ann', address, true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
  });

  it('expire after 15 minutes (R-LOCK-1)', async () => {
    const throttle = loginThrottle();
    for (let failure = 0; failure < 4; failure += 1) await throttle.failed('ann', address, true);
    travel(901);
    for (let failure = 0; failure < 4; failure += 1) await throttle.failed('ann', address, true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
  });

  it('do not delay another address or account, but any spelling and any address in the same /64 (R-LOCK-1)', async () => {
    const throttle = loginThrottle();
    for (let failure = 0; failure < 8; failure += 1) await throttle.failed('ann', '2001:db8::1', true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
    expect(await waitOf(throttle.assertAllowed('bob', '2001:db8::1'))).toBe(0);
    expect(await waitOf(throttle.assertAllowed('ANN', '2001:db8::1'))).toBe(8);
    expect(await waitOf(throttle.assertAllowed('ann', '2001:db8::ffff:2'))).toBe(8);
    expect(await waitOf(throttle.assertAllowed('ann', '2001:db8:0:1::1'))).toBe(0);
  });

  it('are limited per minute by the operator’s setting', async () => {
    const throttle = loginThrottle(3);
    for (let failure = 0; failure < 3; failure += 1) await throttle.failed('ann', address, true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(60);
    expect(await waitOf(throttle.assertAllowed('bob', address))).toBe(0);
    expect(await waitOf(throttle.assertAllowed('ann', '192.0.2.8'))).toBe(0);
    await throttle.succeeded('ann', address);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
  });

  it('are checked one after the other, so that a burst gains nothing', async () => {
    const throttle = loginThrottle();
    let checked = 0;
    const guesses = Array.from({ length: 60 }, () =>
      throttle.inTurn('ann', address, async () => {
        await throttle.assertAllowed('ann', address);
        checked += 1;
        await throttle.failed('ann', address, true);
      }),
    );
    const refused = (await Promise.allSettled(guesses)).filter(({ status }) => status === 'rejected');
    expect(checked).toBe(5);
    expect(refused).toHaveLength(55);
  });

  it('queue up to a limit only', async () => {
    const throttle = loginThrottle();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const attempts = Array.from({ length: 80 }, () => throttle.inTurn('ann', address, () => gate));
    const settled = Promise.allSettled(attempts);
    open();
    const busy = (await settled).filter((one) => one.status === 'rejected');
    expect(busy).toHaveLength(16);
    expect(busy.every((one) => one.reason instanceof DomainError && one.reason.code === 'auth.busy')).toBe(true);
  });
});

describe('wrong passwords at one account from everywhere (R-LOCK-2)', () => {
  it('delay it from the 30th on by a minute, two, … fifteen at most', async () => {
    const throttle = loginThrottle();
    const fail = (count: number): Promise<unknown> =>
      Promise.all(
        Array.from({ length: count }, (_, at) => throttle.failed('ann', `198.51.${at >> 8}.${at & 255}`, true)),
      );
    await fail(29);
    expect(await throttle.isAccountDelayed('ann')).toBe(false);
    await fail(1);
    expect(await throttle.isAccountDelayed('Ann')).toBe(true);
    expect(await throttle.isAccountDelayed('bob')).toBe(false);
    travel(61);
    expect(await throttle.isAccountDelayed('ann')).toBe(false);
    await fail(30);
    travel(119);
    expect(await throttle.isAccountDelayed('ann')).toBe(true);
    travel(2);
    expect(await throttle.isAccountDelayed('ann')).toBe(false);
    await fail(2000);
    travel(899);
    expect(await throttle.isAccountDelayed('ann')).toBe(true);
    travel(2);
    expect(await throttle.isAccountDelayed('ann')).toBe(false);
  });
});

describe('wrong passwords from one address (R-LOCK-3)', () => {
  it('are limited in a minute and in an hour, whatever the account', async () => {
    // 20 times as many as an account may have.
    const throttle = loginThrottle(1);
    let refused = 0;
    for (let minute = 0; minute < 12; minute += 1) {
      for (let attempt = 0; attempt < 25; attempt += 1) {
        if ((await throttle.addressDelay(address)) === 0)
          await throttle.failed(`account-${minute}-${attempt}`, address, true);
        else refused += 1;
      }
      travel(61);
    }
    expect(refused).toBe(10 * 5 + 2 * 25);
    expect(await throttle.addressDelay(address)).toBeGreaterThan(60);
    expect(await throttle.addressDelay('192.0.2.8')).toBe(0);
    expect(await waitOf(throttle.assertAllowed('somebody', address))).toBe(0);
  });

  it('are not counted when the setting is 0', async () => {
    const throttle = loginThrottle(0);
    for (let failure = 0; failure < 100; failure += 1) await throttle.failed('ann', address, true);
    expect(await waitOf(throttle.assertAllowed('ann', address))).toBe(0);
    expect(await throttle.isAccountDelayed('ann')).toBe(false);
    expect(await throttle.addressDelay(address)).toBe(0);
  });
});

describe('a program (R-LOCK-3)', () => {
  const clientThrottle = (tokens = '600'): ClientThrottle =>
    new ClientThrottle(keys, parseConfig({ RATE_LIMIT_TOKENS_PER_MINUTE: tokens }));

  it('may fail ten times in a minute from one address', async () => {
    const throttle = clientThrottle();
    for (let failure = 0; failure < 10; failure += 1) {
      await throttle.assertClientAllowed('c_one', address);
      await throttle.clientFailed('c_one', address);
    }
    expect(await waitOf(throttle.assertClientAllowed('c_one', address))).toBe(60);
    expect(await waitOf(throttle.assertClientAllowed('c_one', '192.0.2.8'))).toBe(0);
    expect(await waitOf(throttle.assertClientAllowed('c_two', address))).toBe(0);
    travel(60);
    expect(await waitOf(throttle.assertClientAllowed('c_one', address))).toBe(0);
  });

  it('may present thirty wrong keys in a minute', async () => {
    const throttle = clientThrottle();
    for (let failure = 0; failure < 30; failure += 1) expect(await waitOf(throttle.keyFailed(address))).toBe(0);
    expect(await waitOf(throttle.keyFailed(address))).toBe(60);
  });

  it('gets as many tokens per minute as the setting allows; 0 is no limit', async () => {
    const throttle = clientThrottle('3');
    for (let token = 0; token < 3; token += 1) expect(await waitOf(throttle.countToken('c_one'))).toBe(0);
    expect(await waitOf(throttle.countToken('c_one'))).toBe(60);
    expect(await waitOf(throttle.countToken('c_two'))).toBe(0);
    const unlimited = clientThrottle('0');
    for (let token = 0; token < 100; token += 1) expect(await waitOf(unlimited.countToken('c_one'))).toBe(0);
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['not an address', 'unknown'],
  ])('%s counts as %s', (ip, group) => expect(addressGroup(ip)).toBe(group));

  it('is stored in the counters as an HMAC only', () => {
    expect(keys.ofLogin('ann', '192.0.2.7')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(keys.of('ab', 'c')).not.toBe(keys.of('a', 'bc'));
  });
});
