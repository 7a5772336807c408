import type { Caller } from '#auth';
import type { CameraFeedService, CamerasService, FeedQuestion } from '#cameras';

type Shown = Readonly<Record<string, unknown>>;

/** A client that keeps a copy of what a caller sees. It fails where it is told of something that it does not have. */
export class FeedFollower {
  readonly held = new Map<number, Shown>();
  cursor = '';

  constructor(
    private readonly feed: CameraFeedService,
    private readonly cameras: CamerasService,
    private readonly caller: Caller,
    private readonly question: FeedQuestion,
    private readonly start: 'beginning' | 'list',
  ) {}

  get name(): string {
    return JSON.stringify([this.caller.kind, this.question.organizationId ?? null, this.start]);
  }

  async begin(): Promise<void> {
    this.cursor = await this.feed.begin(this.caller, this.question, this.start === 'list' ? 'now' : 'beginning');
    if (this.start === 'list') for (const [id, camera] of await this.fresh()) this.held.set(id, camera);
  }

  async fresh(): Promise<Map<number, Shown>> {
    const { organizationId, shape } = this.question;
    const where =
      organizationId === undefined
        ? []
        : [{ operator: 'in', field: 'organizationId', values: [organizationId] } as const];
    const { json } = await this.cameras.listJson(this.caller, { where }, { limit: 1000 }, shape);
    return new Map((JSON.parse(json) as { id: number }[]).map((camera) => [camera.id, { ...camera }]));
  }

  /** What is told until there is no more, without its cameras. */
  async changes(): Promise<{ readonly type: string; readonly id: number }[]> {
    return this.readAll(100);
  }

  async readAll(limit: number): Promise<{ readonly type: string; readonly id: number }[]> {
    const all: { readonly type: string; readonly id: number }[] = [];
    for (;;) {
      const { told, hasMore } = await this.readPage(limit);
      all.push(...told);
      if (!hasMore) return all;
    }
  }

  async readPage(limit: number): Promise<{ told: { readonly type: string; readonly id: number }[]; hasMore: boolean }> {
    const page = await this.feed.changes(this.caller, this.question, this.cursor, limit);
    if (page.changes.length > limit) throw new Error(`${page.changes.length} changes where ${limit} were asked for`);
    for (const [index, { type, id, camera }] of page.changes.entries()) {
      const has = this.held.has(id);
      const fits = type === 'created' || type === 'shown' ? !has : has;
      if (!fits) throw new Error(`${this.name}: ${type} ${id}, which the client ${has ? 'has' : 'does not have'}`);
      if (camera === undefined) this.held.delete(id);
      else this.held.set(id, { ...(JSON.parse(camera.json) as Shown) });
      // Now and then the connection breaks in the middle of a page.
      if (index === 1 && id % 7 === 0) {
        this.cursor = page.cursorBehind(index);
        return {
          told: page.changes.slice(0, 2).map(({ type: kind, id: at }) => ({ type: kind, id: at })),
          hasMore: true,
        };
      }
    }
    this.cursor = page.next;
    return { told: page.changes.map(({ type, id }) => ({ type, id })), hasMore: page.hasMore };
  }
}
