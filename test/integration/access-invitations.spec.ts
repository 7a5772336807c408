import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvitationsService } from '#access';
import type { UserCaller } from '#auth';
import { openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

let registry: Registry;
let invitations: InvitationsService;
let city: number;
let owner: UserCaller;
let root: UserCaller;

beforeAll(async () => {
  registry = await openRegistry();
  invitations = registry.context.get(InvitationsService);
  root = await registry.user({}, { accessLevel: 'admin' });
  owner = await registry.user();
  ({ id: city } = await registry.organizations.createWithoutOwner({ title: 'City', isPublic: false }));
  await registry.dataSource.query('update organizations set owner_id = $1 where id = $2', [owner.userId, city]);
});
afterAll(() => registry.close());

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'none';
}

const members = async (): Promise<readonly number[]> => {
  const rows = await registry.dataSource.query<{ user_id: number }[]>(
    'select user_id from memberships where organization_id = $1',
    [city],
  );
  return rows.map(({ user_id }) => user_id);
};

describe('an invitation', () => {
  it('is created by the owner and by superusers, and by nobody else', async () => {
    expect(await refusal(invitations.invite(owner, city, { canViewStreams: true }))).toBe('none');
    expect(await refusal(invitations.invite(root, city, {}))).toBe('none');
    const manager = await registry.user({ [city]: { canViewStreams: true, canEditUsers: true, canEditStreams: true } });
    expect(await refusal(invitations.invite(manager, city, {}))).toBe('organization.forbidden');
    expect(await refusal(invitations.invite(await registry.user(), city, {}))).toBe('organization.not-found');
    expect(await refusal(invitations.invite(root, 2 ** 40, {}))).toBe('organization.not-found');
  });

  it('shows its organization, and makes the person who accepts it a member, once', async () => {
    const { key, flags } = await invitations.invite(owner, city, { canViewStreams: true });
    expect(flags).toMatchObject({ canViewStreams: true, canEditStreams: false });
    const guest = await registry.user();
    const late = await registry.user();
    expect(await invitations.find(guest, key)).toEqual({ id: city, title: 'City' });
    expect(await invitations.accept(guest, key)).toEqual({ id: city, title: 'City' });
    expect(await invitations.accept(guest, key)).toEqual({ id: city, title: 'City' });
    expect(await refusal(invitations.accept(late, key))).toBe('object.not-found');
    expect(await refusal(invitations.find(late, key))).toBe('object.not-found');
    expect(await registry.organizations.membershipsOf(guest.userId)).toMatchObject([
      { organizationId: city, canViewStreams: true, canEditUsers: false },
    ]);
  });

  it('is used up, even when the person who accepted it was deleted', async () => {
    const { key } = await invitations.invite(owner, city, {});
    expect(key).toMatch(/^cgi_[0-9A-Za-z]{36}$/);
    const guest = await registry.user();
    await invitations.accept(guest, key);
    await registry.dataSource.query('delete from users where id = $1', [guest.userId]);
    expect(await refusal(invitations.accept(await registry.user(), key))).toBe('object.not-found');
  });

  it('leaves the flags that somebody has already', async () => {
    const editor = await registry.user({ [city]: { canEditStreams: true } });
    const { key } = await invitations.invite(owner, city, { canViewStreams: true });
    await invitations.accept(editor, key);
    expect(await registry.organizations.membershipsOf(editor.userId)).toMatchObject([
      { canViewStreams: true, canEditStreams: true },
    ]);
  });

  it('accepted by fifty at the same moment, makes one of them a member', async () => {
    const { key } = await invitations.invite(owner, city, {});
    const crowd = await Promise.all(Array.from({ length: 50 }, () => registry.user()));
    const before = await members();
    const outcomes = await Promise.all(crowd.map((one) => refusal(invitations.accept(one, key))));
    expect(outcomes.filter((code) => code === 'none')).toHaveLength(1);
    expect(outcomes.filter((code) => code === 'object.not-found')).toHaveLength(49);
    expect(await members()).toHaveLength(before.length + 1);
  });

  it('does not exceed the limit of members, and stays valid for later', async () => {
    const { key } = await invitations.invite(owner, city, {});
    await registry.dataSource.query('update organizations set user_limit = 1 where id = $1', [city]);
    const guest = await registry.user();
    expect(await refusal(invitations.accept(guest, key))).toBe('limit.reached');
    await registry.dataSource.query('update organizations set user_limit = null where id = $1', [city]);
    expect(await refusal(invitations.accept(guest, key))).toBe('none');
  });

  it('ends with the right of its creator', async () => {
    const former = await registry.user();
    const crown = 'update organizations set owner_id = $1 where id = $2';
    await registry.dataSource.query(crown, [former.userId, city]);
    const { key } = await invitations.invite(former, city, { canViewStreams: true, canEditUsers: true });
    await registry.dataSource.query(crown, [owner.userId, city]);
    for (const who of [former, await registry.user()]) {
      expect(await refusal(invitations.find(who, key))).toBe('object.not-found');
      expect(await refusal(invitations.accept(who, key))).toBe('object.not-found');
    }
    await registry.dataSource.query(crown, [former.userId, city]);
    const disable = 'update users set disabled = $2 where id = $1';
    await registry.dataSource.query(disable, [former.userId, true]);
    expect(await refusal(invitations.accept(await registry.user(), key))).toBe('object.not-found');
    await registry.dataSource.query(disable, [former.userId, false]);
    const guest = await registry.user();
    expect(await refusal(invitations.accept(guest, key))).toBe('none');
    // Whoever is a member already asks again, and hears the same as before.
    await registry.dataSource.query(crown, [owner.userId, city]);
    expect(await refusal(invitations.accept(guest, key))).toBe('none');
  });

  it('expires after a week', async () => {
    const { key } = await invitations.invite(owner, city, {});
    const [{ days }] = await registry.dataSource.query<[{ days: number }]>(
      'select max(extract(day from expires_at - created_at))::integer as days from invitations',
    );
    expect(days).toBe(7);
    await registry.dataSource.query(`update invitations set expires_at = now() - interval '1 second'`);
    expect(await refusal(invitations.accept(await registry.user(), key))).toBe('object.not-found');
  });
});
