import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationMembersService, OrganizationsService, ManagedUsersService } from '#access';
import { system, type UserCaller } from '#auth';
import { openRegistry, type Registry } from '../support/registry.js';
import { oneStory } from '../support/story.js';

oneStory();

let registry: Registry;
let organizations: OrganizationsService;
let members: OrganizationMembersService;
let users: ManagedUsersService;
let root: UserCaller;

beforeAll(async () => {
  registry = await openRegistry();
  organizations = registry.context.get(OrganizationsService);
  members = registry.context.get(OrganizationMembersService);
  users = registry.context.get(ManagedUsersService);
});
afterAll(() => registry.close());

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

async function orphans(): Promise<number> {
  const rows = await registry.dataSource.query<unknown[]>(
    'select from organizations o where o.owner_id is null or not exists (select from users u where u.id = o.owner_id)',
  );
  return rows.length;
}

const ownerOf = async (id: number): Promise<number | undefined> => (await organizations.get(system, id)).owner?.id;

describe('an organization has an owner', () => {
  it('as soon as there is an administrator: the first one gets those without an owner', async () => {
    const { id } = await registry.context
      .get(OrganizationsService)
      .createWithoutOwner({ title: 'Early', isPublic: false });
    await registry.context.get(OrganizationsService).adoptUnowned();
    expect(await orphans()).toBeGreaterThan(0);
    root = await registry.user({}, { accessLevel: 'admin' });
    await registry.context.get(OrganizationsService).adoptUnowned();
    expect(await orphans()).toBe(0);
    expect(await ownerOf(id)).toBe(root.userId);
  });

  it('who is named, else its creator, else the first administrator', async () => {
    const named = await registry.user();
    const second = await registry.user({}, { accessLevel: 'admin' });
    const make = async (
      caller: Parameters<typeof organizations.create>[0],
      ownerId?: number | null,
    ): Promise<unknown> => {
      const { owner } = await organizations.create(caller, { title: 'Made', ownerId });
      return owner?.id;
    };
    expect(await make(system, named.userId)).toBe(named.userId);
    expect(await make(second)).toBe(second.userId);
    expect(await make(second, null)).toBe(second.userId);
    expect(await make(system)).toBe(root.userId);
  });

  it('who is not taken away, neither by clearing nor by leaving', async () => {
    const owner = await registry.user();
    const { id } = await organizations.create(system, { title: 'Kept', ownerId: owner.userId });
    expect(await refusal(organizations.update(system, id, { ownerId: null }))).toBe('object.invalid');
    expect(await refusal(organizations.update(system, id, { ownerId: 2_000_000_000 }))).toBe('object.invalid');
    expect(await refusal(members.remove(system, id, owner.userId))).toBe('object.forbidden');
    expect(await ownerOf(id)).toBe(owner.userId);
  });
});

describe('deleting somebody who owns organizations', () => {
  it('is rejected, and changes nothing, unless the request decides about them', async () => {
    const owner = await registry.user();
    const { id } = await organizations.create(system, { title: 'Owned', ownerId: owner.userId });
    for (const caller of [system, root]) expect(await refusal(users.remove(caller, owner.userId))).toBe('owner.needed');
    expect(await refusal(users.remove(system, owner.userId, { newOwnerId: owner.userId }))).toBe('owner.needed');
    expect(await refusal(users.remove(system, owner.userId, { newOwnerId: 2_000_000_000 }))).toBe('object.invalid');
    expect(await refusal(users.remove(system, owner.userId, { newOwnerId: 0 }))).toBe('object.invalid');
    expect(await ownerOf(id)).toBe(owner.userId);
    expect((await users.get(system, owner.userId)).id).toBe(owner.userId);
  });

  it('gives them to the new owner who is named', async () => {
    const [owner, heir] = [await registry.user(), await registry.user()];
    const made = [];
    for (const title of ['One', 'Two']) made.push(await organizations.create(system, { title, ownerId: owner.userId }));
    await users.remove(system, owner.userId, { newOwnerId: heir.userId });
    for (const { id } of made) {
      expect(await ownerOf(id)).toBe(heir.userId);
      expect((await members.get(system, id, heir.userId)).flags.canEditStreams).toBe(true);
    }
  });

  it('deletes them, with their cameras, by force', async () => {
    const owner = await registry.user();
    const { id } = await organizations.create(system, { title: 'Going', ownerId: owner.userId });
    const camera = await registry.cameras.create(system, { organizationId: id });
    await users.remove(system, owner.userId, { force: true });
    expect(await refusal(organizations.get(system, id))).toBe('organization.not-found');
    expect(await refusal(registry.cameras.get(system, { id: camera.id }))).toBe('camera.not-found');
  });

  it('never the default one', async () => {
    const owner = await registry.user();
    const { id } = await registry.context.get(OrganizationsService).default();
    await organizations.update(system, id, { ownerId: owner.userId });
    expect(await refusal(users.remove(system, owner.userId, { force: true }))).toBe('owner.needed');
    await users.remove(system, owner.userId, { newOwnerId: root.userId });
    expect(await ownerOf(id)).toBe(root.userId);
  });

  it('races with fifty who make them an owner, and with each other, without leaving an organization ownerless', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => registry.user()));
    const cities = await Promise.all(
      people.map(({ userId }, index) => organizations.create(system, { title: `City ${index}`, ownerId: userId })),
    );
    const one = (list: readonly { readonly userId: number }[], index: number): number =>
      list[index % list.length]?.userId ?? 0;
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => [
        await refusal(
          organizations.update(system, cities[index % 10]?.id ?? 0, { ownerId: one(people, index * 3 + 1) }),
        ),
        await refusal(users.remove(system, one(people, index * 7), index % 3 === 0 ? { newOwnerId: root.userId } : {})),
      ]),
    );
    expect(new Set(outcomes.flat())).toEqual(
      new Set(
        outcomes
          .flat()
          .filter((code) => /^(done|owner\.needed|object\.(invalid|not-found)|account\.not-found)$/.test(code)),
      ),
    );
    expect(await orphans()).toBe(0);
  });
});
