import { DomainError } from '#errors';
import { isRowId } from '#database';
import type { EntityManager } from 'typeorm';
import type { CameraTables } from '../camera-tables.js';
import type { FolderShift } from './folder.js';
import { invalid } from './folder-rules.js';
import { foldersIn } from './folders-in.js';

/** Where a folder is in the tree. */
export interface FolderPosition {
  readonly id: number;
  readonly parentId: number | null;
  readonly level: number;
  readonly orderNumber: number;
}

/** The deepest level; the root is 0. */
const deepest = 7;
/** Each may have an image of 2 MiB, and clients read every list of folders whole. */
const mostFolders = 10_000;

/**
 * The tree of one organization while it changes. Every change of positions begins with `lock`: the organization's row
 * stays locked until the transaction ends, so that of two moves that together would make a circle, or a tree too deep, the
 * second one sees what the first has done. Every statement after the lock sees it, because each has its own snapshot.
 */
export class FolderTree {
  private constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: number,
  ) {}

  /** @throws DomainError organization.not-found */
  static async lock(manager: EntityManager, organizationId: number): Promise<FolderTree> {
    const found = await manager.query<unknown[]>('select from organizations where id = $1::bigint for no key update', [
      organizationId,
    ]);
    if (found.length === 0)
      throw new DomainError('organization.not-found', `organization ${organizationId}`, { object: 'organization' });
    return new FolderTree(manager, organizationId);
  }

  async find(id: number): Promise<FolderPosition | undefined> {
    return isRowId(id) ? this.one('f.id = $2', [id]) : undefined;
  }

  async root(): Promise<FolderPosition> {
    const found = await this.one('f.parent_id is null', []);
    if (found === undefined) throw new Error(`organization ${this.organizationId} has no root folder`);
    return found;
  }

  /**
   * Adds an empty folder behind its siblings.
   * @throws DomainError object.invalid (parentId: at the deepest level), limit.reached (10,000 folders)
   */
  async add(parent: FolderPosition, title: string): Promise<FolderPosition> {
    if (parent.level >= deepest) throw invalid('parentId');
    await this.assertBelowLimit();
    const siblings = await this.children(parent.id);
    const [created] = await this.manager.query<{ readonly id: number }[]>(
      `insert into folders (organization_id, parent_id, title, level, order_number)
       values ($1, $2, $3, $4, $5) returning id`,
      [this.organizationId, parent.id, title, parent.level + 1, siblings.length],
    );
    if (created === undefined) throw new Error('a folder was inserted and did not come back');
    return { id: created.id, parentId: parent.id, level: parent.level + 1, orderNumber: siblings.length };
  }

  private async assertBelowLimit(): Promise<void> {
    const [{ count } = { count: 0 }] = await this.manager.query<{ readonly count: number }[]>(
      'select count(*)::integer as count from folders where organization_id = $1',
      [this.organizationId],
    );
    if (count >= mostFolders)
      throw new DomainError('limit.reached', `${count} folders in ${this.organizationId}`, { object: 'folder' });
  }

  /** Moves a folder to a position among its siblings, or behind them all. @throws DomainError object.invalid (orderNumber) */
  async arrange(folder: FolderPosition, orderNumber: number): Promise<void> {
    if (!Number.isInteger(orderNumber) || orderNumber < 0) throw invalid('orderNumber');
    if (folder.parentId === null) {
      if (orderNumber > 0) throw invalid('orderNumber');
      return;
    }
    const others = (await this.children(folder.parentId)).filter((id) => id !== folder.id);
    await this.number(others.toSpliced(orderNumber, 0, folder.id));
  }

  /**
   * Moves a folder and all below it to another position.
   * @throws DomainError object.invalid (shift): a root that moves or gets siblings, a destination that is elsewhere, below
   *   the folder or itself, or a tree that would be too deep
   */
  async move(folder: FolderPosition, { direction, destination, position }: FolderShift): Promise<void> {
    const target = await this.find(destination);
    const parentId = direction === 'inside' ? target?.id : target?.parentId;
    if (folder.parentId === null || target === undefined || parentId === undefined || parentId === null)
      throw invalid('shift', 'root-folder-stays');
    const below = await this.below(folder.id);
    if (below.ids.includes(target.id)) throw invalid('shift', 'folder-below-itself');
    const level = direction === 'inside' ? target.level + 1 : target.level;
    if (level + below.height > deepest) throw invalid('shift', 'folder-too-deep');
    const siblings = (await this.children(parentId)).filter((id) => id !== folder.id);
    const index =
      direction === 'inside'
        ? (position ?? siblings.length)
        : siblings.indexOf(target.id) + (direction === 'after' ? 1 : 0);
    await this.manager.query('update folders set parent_id = $2 where id = $1', [folder.id, parentId]);
    await this.manager.query('update folders set level = level + $2 where id = any($1::integer[])', [
      below.ids,
      level - folder.level,
    ]);
    await this.number(siblings.toSpliced(index, 0, folder.id));
    if (folder.parentId !== parentId) await this.number(await this.children(folder.parentId));
  }

  /**
   * Deletes a folder and all below it; their cameras go to its parent, which is a change of each.
   * @throws DomainError object.invalid (id) for the root
   */
  async remove(folder: FolderPosition, cameras: CameraTables, at: Date): Promise<void> {
    if (folder.parentId === null) throw invalid('id');
    const { ids } = await this.below(folder.id);
    // Cameras before folders, as in a move of a camera. Locking the folders then waits for the transaction that is just putting a camera
    // into one of them, and lets nobody else begin.
    await cameras.lockIn(this.manager, ids);
    await this.manager.query('select from folders where id = any($1::integer[]) order by id for update', [ids]);
    await cameras.moveTo(this.manager, ids, folder.parentId, at);
    await this.manager.query('delete from folders where id = any($1::integer[])', [ids]);
    await this.number(await this.children(folder.parentId));
  }

  private async one(condition: string, values: readonly unknown[]): Promise<FolderPosition | undefined> {
    const [found] = await this.manager.query<FolderPosition[]>(
      `select f.id, f.parent_id as "parentId", f.level, f.order_number as "orderNumber"
       from folders f where f.organization_id = $1 and ${condition}`,
      [this.organizationId, ...values],
    );
    return found;
  }

  /** In their order. */
  private async children(parentId: number): Promise<readonly number[]> {
    const rows = await this.manager.query<{ readonly id: number }[]>(
      'select id from folders where parent_id = $1 order by order_number, id',
      [parentId],
    );
    return rows.map(({ id }) => id);
  }

  /** A folder with all below it, and how many levels these are. */
  private async below(id: number): Promise<{ readonly ids: readonly number[]; readonly height: number }> {
    const [found] = await this.manager.query<{ readonly ids: readonly number[]; readonly height: number }[]>(
      `with recursive below (id, height) as (
         select $1::integer, 0 union all select f.id, b.height + 1 from below b cross join lateral ${foldersIn('b.id')} f
       ) select array_agg(id) as ids, max(height) as height from below`,
      [id],
    );
    return found ?? { ids: [id], height: 0 };
  }

  /** Gives siblings the numbers 0, 1, 2 ... in this order. */
  private async number(siblings: readonly number[]): Promise<void> {
    await this.manager.query(
      `update folders f set order_number = s.place - 1 from unnest($1::integer[]) with ordinality s (id, place)
       where f.id = s.id and f.order_number <> s.place - 1`,
      [siblings],
    );
  }
}
