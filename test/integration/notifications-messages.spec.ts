import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrganizationsService } from '#access';
import { guest, system, type UserCaller } from '#auth';
import { type MessageDraft, MessagesService } from '#notifications';
import { openLayoutsContext, type LayoutsContext } from '../support/layouts.js';
import { oneStory } from '../support/story.js';

oneStory();

let modules: LayoutsContext;
let messages: MessagesService;
let ours: number;
let keeper: UserCaller;
let member: UserCaller;
let stranger: UserCaller;

const everything = { where: [] } as const;
const all = { limit: 1000 };
const hello = { title: 'Hello', body: 'How are you?' };

beforeAll(async () => {
  modules = await openLayoutsContext();
  messages = modules.app.get(MessagesService);
  ours = await modules.organization('Ours');
  const theirs = await modules.organization('Theirs');
  keeper = await modules.user({ [ours]: { canEditUsers: true } });
  member = await modules.user({ [ours]: {} });
  stranger = await modules.user({ [theirs]: { canEditUsers: true } });
});
afterAll(() => modules.close());

const titlesOf = async (caller: UserCaller): Promise<readonly string[]> =>
  (await messages.list(caller, everything, all)).items.map(({ title }) => title);

describe('a message', () => {
  it('reaches its recipient alone', async () => {
    const message = await messages.send(keeper, member.userId, {
      ...hello,
      type: 'warning',
      isPush: true,
    });
    expect(message).toMatchObject({
      ...hello,
      type: 'warning',
      isPush: true,
      isDashboard: false,
      wasRead: false,
      sender: { id: keeper.userId, login: keeper.login },
      recipient: { id: member.userId, login: member.login },
    });
    expect(await titlesOf(member)).toEqual(['Hello']);
    expect(await titlesOf(keeper)).toEqual([]);
    expect(await messages.get(keeper, message.id)).toEqual(message);
    await expect(messages.get(stranger, message.id)).rejects.toMatchObject({ code: 'object.not-found' });
    await expect(messages.remove(stranger, message.id)).rejects.toMatchObject({ code: 'object.not-found' });
    expect(await messages.unread(member)).toBe(1);
  });

  it('shows its sender no login that they may not see', async () => {
    const added = await modules.user({ [ours]: {} });
    await modules.dataSource.query(`update memberships set joined = 'added' where user_id = $1`, [added.userId]);
    const { id, recipient } = await messages.send(keeper, added.userId, hello);
    expect(recipient).toEqual({ id: added.userId, login: `user-${added.userId}` });
    expect((await messages.get(keeper, id)).recipient).toEqual(recipient);
    expect((await messages.get(added, id)).recipient).toEqual({ id: added.userId, login: added.login });
  });

  it('is marked by its recipient and reworded by its sender', async () => {
    const message = await messages.send(keeper, member.userId, hello);
    expect(await messages.update(member, message.id, { wasRead: true })).toMatchObject({ wasRead: true });
    expect(await messages.update(keeper, message.id, { title: 'Again' })).toMatchObject({
      title: 'Again',
      wasRead: true,
    });
    for (const [caller, change] of [
      [member, { title: 'Mine' }],
      [member, { wasRead: false, body: 'x' }],
      [keeper, { wasRead: false }],
    ] as const)
      await expect(messages.update(caller, message.id, change)).rejects.toMatchObject({ code: 'object.forbidden' });
    expect(await messages.get(member, message.id)).toMatchObject({ title: 'Again', wasRead: true });
    await messages.remove(member, message.id);
    await expect(messages.get(keeper, message.id)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it('goes to oneself; managers write to their people, superusers to anybody', async () => {
    const owner = await modules.user();
    const owned = await modules.organization('Owned');
    await modules.dataSource.query('update organizations set owner_id = $1 where id = $2', [owner.userId, owned]);
    const tenant = await modules.user({ [owned]: {} });
    const chief = await modules.user({}, 'domain_admin');
    await messages.send(owner, tenant.userId, hello);
    await messages.send(tenant, tenant.userId, hello);
    await messages.send(chief, tenant.userId, hello);
    await messages.send(system, tenant.userId, hello);
    expect(await messages.count(tenant, everything)).toBe(4);
    const refused = { code: 'object.not-found', context: { object: 'user' } };
    await expect(messages.send(tenant, owner.userId, hello)).rejects.toMatchObject(refused);
    await expect(messages.send(stranger, member.userId, hello)).rejects.toMatchObject(refused);
    await expect(messages.send(guest, member.userId, hello)).rejects.toMatchObject(refused);
    for (const nobody of [0, -1, 1.5, 2 ** 40, 2 ** 31 - 1])
      await expect(messages.send(system, nobody, hello)).rejects.toMatchObject(refused);
  });

  it('is sent by managers only while they are managers', async () => {
    const former = await modules.user({ [ours]: { canEditUsers: true } });
    await messages.send(former, member.userId, hello);
    await modules.app.get(OrganizationsService, { strict: false }).addMember(ours, former.userId, {});
    await expect(messages.send(former, member.userId, hello)).rejects.toMatchObject({ code: 'object.not-found' });
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(256) }, 'title'],
    [{ body: 'x'.repeat(65_537) }, 'body'],
    [{ body: 'ä'.repeat(40_000) }, 'body'],
    [{ body: 'a\0b' }, 'body'],
    [{ body: '\ud800' }, 'body'],
    [{ type: 'loud' as 'info' }, 'type'],
  ])('with a wrong part is refused (%#)', async (part: Partial<MessageDraft>, field) => {
    const sent = messages.send(keeper, member.userId, { ...hello, ...part });
    await expect(sent).rejects.toMatchObject({ code: 'object.invalid', context: { object: 'message', field } });
  });

  it('remains when its sender is deleted', async () => {
    const sender = await modules.user({}, 'admin');
    const reader = await modules.user();
    await messages.send(sender, reader.userId, hello);
    await modules.dataSource.query('delete from users where id = $1', [sender.userId]);
    expect((await messages.list(reader, everything, all)).items[0]?.sender).toBeNull();
  });

  it('replaces the oldest when a person has more than 1000', async () => {
    const reader = await modules.user();
    await modules.dataSource.query(
      `insert into messages (recipient_id, title, body) select $1, 'old ' || n, '' from generate_series(1, 1000) n`,
      [reader.userId],
    );
    await messages.send(system, reader.userId, { ...hello, title: 'new' });
    const titles = await titlesOf(reader);
    expect(titles).toHaveLength(1000);
    expect(titles[0]).toBe('old 2');
    expect(titles.at(-1)).toBe('new');
  });
});
