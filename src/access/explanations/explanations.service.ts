import { type Caller, isSuperuser, type UserCaller, UserStandingsService } from '#auth';
import { isRowId } from '#database';
import { DomainError } from '#errors';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  selectList,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { CameraRightsService } from '../camera-rights.service.js';
import { visibleLogin, visibleUsers } from '../people/account-control.js';
import { always, inForce, type Period, periodState } from '../permissions/period.js';
import { manageableCameras, visibleCameras } from '../visible-cameras.js';
import { type ExplainedAction, type Reason, reasonsFor } from './camera-reasons.js';

/** A decision and what made it. */
export interface Explanation {
  readonly allowed: boolean;
  readonly because: readonly Reason[];
  /** What would give it, had it begun or not ended. */
  readonly notInForce: readonly Reason[];
}

/** Somebody who sees a camera. */
export interface CameraViewer {
  readonly userId: number;
  readonly login: string;
  readonly because: readonly Reason[];
}
export type CameraViewerField = 'userId' | 'login';

interface ManagedCamera {
  readonly id: number;
  readonly organizationId: number;
  readonly isPublic: boolean;
}

const field = (sql: string, type: FieldType): ListField => ({ sql, type, nullable: false });
/** The columns of `Reason`, of the rows of `reasonsFor` as `r`. */
const reasonColumns = {
  kind: 'r.kind',
  id: 'r.id',
  can: 'r.can',
  validFrom: 'r.valid_from',
  validUntil: 'r.valid_until',
  state: periodState('r'),
} satisfies Readonly<Record<keyof Reason, string>>;
/** The same as JSON, whose times are texts. */
const toJson = `jsonb_build_object(${Object.entries(reasonColumns)
  .map(([name, sql]) => `'${name}', ${sql}`)
  .join(', ')})`;

/** Why somebody may do something with a camera, for those who manage its permissions. */
@Injectable()
export class ExplanationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly rights: CameraRightsService,
    private readonly standings: UserStandingsService,
  ) {}

  /**
   * Whether a person may do something, as the core decides it at this moment, with every reason that gives it. For somebody
   * who is disabled nothing is allowed.
   * @param person a login or a number
   * @param cameraKey its number, or its name
   * @throws DomainError object.not-found (camera; user), object.forbidden
   */
  async explain(
    caller: Caller,
    person: string,
    cameraKey: number | string,
    action: ExplainedAction,
  ): Promise<Explanation> {
    const camera = await this.manageable(caller, cameraKey);
    const userId = await this.idOf(caller, person);
    const standing = await this.standings.find(userId);
    if (standing === undefined) return { allowed: false, because: [], notInForce: [] };
    const allowed = await this.isAllowed(standing.caller, camera.id, action);
    const sql = new SqlParameters();
    const reasons = await this.dataSource.query<Reason[]>(
      `select ${selectList(reasonColumns)} from ${reasonsFor(camera.id, sql)} r
       where r.user_id = ${sql.add(userId)} and ${sql.add(action)} = any(r.can) order by r.kind, r.id`,
      sql.values,
    );
    const open = camera.isPublic && action === 'view' ? [ofPublic(camera)] : [];
    const inForceNow = reasons.filter(({ state }) => state === 'in_force');
    return {
      allowed,
      because: allowed ? [...open, ...inForceNow] : [],
      notInForce: reasons.filter(({ state }) => state !== 'in_force'),
    };
  }

  /**
   * Who sees a camera, each with every reason. That everybody does, where the organization is public, is told beside the
   * list.
   * @throws DomainError object.not-found (camera), object.forbidden
   */
  async viewers(
    caller: Caller,
    cameraId: number,
    query: ListQuery<CameraViewerField>,
    page: Page,
  ): Promise<ListPage<CameraViewer> & { readonly everybody: boolean }> {
    const camera = await this.manageable(caller, cameraId);
    const source = sourceFor(caller, camera.id);
    const columns = { ...namesOf(caller), because: 'v.because' };
    const found = await this.lists.page<CameraViewerField, ViewerRow>(source, columns, () => 'true', query, page);
    return { ...found, items: found.items.map(toViewer), everybody: camera.isPublic };
  }

  /** @throws DomainError as `viewers` */
  async countViewers(caller: Caller, cameraId: number, query: ListQuery<CameraViewerField>): Promise<number> {
    const camera = await this.manageable(caller, cameraId);
    return this.lists.count(sourceFor(caller, camera.id), () => 'true', query);
  }

  /** Pictures and PTZ are watching, for which a level counts nothing. */
  private async isAllowed(person: UserCaller, cameraId: number, action: ExplainedAction): Promise<boolean> {
    const manages = action === 'view' || action === 'edit';
    const all = manages
      ? await this.rights.rightsOn(person, [cameraId])
      : await this.rights.watchingRightsOn(person, [cameraId]);
    const mine = all.get(cameraId);
    if (mine === undefined) return false;
    return { view: mine.canView, archive: mine.canViewDvr, ptz: mine.canUsePtz, edit: mine.canEdit }[action];
  }

  private async manageable(caller: Caller, key: number | string): Promise<ManagedCamera> {
    const sql = new SqlParameters();
    const [found] = await this.dataSource.query<(ManagedCamera & { readonly isManageable: boolean })[]>(
      `select c.id, c.organization_id as "organizationId", o.is_public as "isPublic",
         ${manageableCameras(caller, sql)} as "isManageable"
       from cameras c join organizations o on o.id = c.organization_id
       where ${typeof key === 'number' ? `c.id = ${sql.add(key)}::bigint` : `c.name = ${sql.add(key)}`} and ${visibleCameras(caller, sql)}`,
      sql.values,
    );
    if (found === undefined) throw new DomainError('object.not-found', `camera ${key}`, { object: 'camera' });
    if (!found.isManageable)
      throw new DomainError('object.forbidden', `camera ${key}`, { object: 'camera-permission' });
    return found;
  }

  /** Somebody whom the caller may not know, or not by this login, is answered like nobody. */
  private async idOf(caller: Caller, person: string): Promise<number> {
    const sql = new SqlParameters();
    const text = sql.add(person);
    const [found] = await this.dataSource.query<{ readonly id: number }[]>(
      `select u.id from users u
       where (lower(u.login) = lower(${text}) and ${visibleLogin(caller, sql)} = u.login or ${isNumber(person) ? `u.id = ${sql.add(Number(person))}` : 'false'})
         and ${visibleUsers(caller, sql)}
       order by lower(u.login) = lower(${text}) desc limit 1`,
      sql.values,
    );
    if (found === undefined) throw new DomainError('object.not-found', 'user', { object: 'user' });
    return found.id;
  }
}

/** As a database number is written. */
const isNumber = (person: string): boolean => /^[1-9]\d{0,9}$/.test(person) && isRowId(Number(person));

/** Within JSON, times are texts. */
type ReasonJson = Omit<Reason, keyof Period> & Readonly<Record<keyof Period, string | null>>;
type ViewerRow = Omit<CameraViewer, 'because'> & { readonly because: readonly ReasonJson[] };

function toViewer({ because, ...viewer }: ViewerRow): CameraViewer {
  const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const reasons = because.map((reason) => ({
    ...reason,
    validFrom: toDate(reason.validFrom),
    validUntil: toDate(reason.validUntil),
  }));
  return { ...viewer, because: reasons };
}

function ofPublic({ organizationId }: ManagedCamera): Reason {
  return { kind: 'public_organization', id: String(organizationId), can: ['view'], ...always, state: 'in_force' };
}

function namesOf(caller: Caller): { readonly userId: string; readonly login: string } {
  return { userId: 'u.id', login: isSuperuser(caller) ? 'u.login' : 'n.login' };
}

function sourceFor(caller: Caller, cameraId: number): ListSource<CameraViewerField> {
  const { userId, login } = namesOf(caller);
  return {
    name: `viewers of camera ${cameraId}`,
    from: (sql) => `(
        select r.user_id, jsonb_agg(${toJson} order by r.kind, r.id) as because from ${reasonsFor(cameraId, sql)} r
        where 'view' = any(r.can) and ${inForce('r')} group by r.user_id
      ) v join users u on u.id = v.user_id and not u.disabled
      cross join lateral (select ${visibleLogin(caller, sql)} as login) n`,
    fields: { userId: field(userId, 'integer'), login: field(login, 'text') },
    key: 'userId',
    search: ['login'],
  };
}
