import { DomainError } from '#errors';
import { CameraRightsService, type CameraRights } from '#access';
import { auditName, doneBy, type Caller, mayAttempt } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { permissionFor } from '../permission-for.js';
import type { MediaAction } from '../tokens/playback-token.js';
import { HandoutLog } from '../handout-log.js';
import { DenialLog } from './denial-log.js';
import type { MediaDecision, MediaDenial, MediaQuestion } from './media-question.js';
import { type Holder, PlaybackCredentialResolver } from './playback-credential-resolver.js';

/** How soon a revoked right ends a session of a media server that asks again by itself. */
const allowedSeconds = 15;
/** How long a denied viewer waits who has been permitted meanwhile. */
const deniedSeconds = 5;
/** For differences between clocks, and the duration of a request. */
const slackSeconds = 10;

interface MediaCamera {
  readonly id: number;
  readonly enabled: boolean;
}

type Rights = {
  readonly may: boolean;
  readonly archiveSeconds: number | undefined;
  /** When some of it ends by itself. */
  readonly endsAt?: Date | null;
};

/** May this viewer watch or publish? One decision for all media servers; each is read from the database anew. */
@Injectable()
export class MediaQuestionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly credentials: PlaybackCredentialResolver,
    private readonly rights: CameraRightsService,
    private readonly denials: DenialLog,
    private readonly handouts: HandoutLog,
    private readonly clock: Clock,
  ) {}

  async decide(question: MediaQuestion): Promise<MediaDecision> {
    const [camera, holder] = await Promise.all([this.find(question.cameraName), this.credentials.holderOf(question)]);
    const viewer = nameOf(holder);
    const deny = (denial: MediaDenial): MediaDecision => {
      this.denials.record(question, denial, {
        ...(viewer === undefined ? {} : { actor: viewer }),
        ...(camera === undefined ? {} : { subject: `camera:${camera.id}` }),
      });
      return { allowed: false, seconds: deniedSeconds, denial };
    };
    if (holder.kind === 'nobody' || viewer === undefined)
      return deny(holder.kind === 'nobody' ? holder.denial : 'ticket.wrong');
    if (camera === undefined) return deny('camera.unknown');
    if (!camera.enabled) return deny('camera.disabled');
    const { may, archiveSeconds, endsAt = null } = await this.rightsOf(holder, camera.id, question);
    if (!may) return deny('right.missing');
    const tooDeep = this.archiveDenial(archiveSeconds, question.archive);
    if (tooDeep) return deny(tooDeep);
    this.handouts.playback({ actor: viewer, origin: question.viewer }, camera.id, deedOf(question));
    const maxSessions = holder.kind === 'caller' ? holder.maxSessions : undefined;
    return { allowed: true, seconds: this.secondsUntil(endsAt), viewer, maxSessions, archiveSeconds };
  }

  /**
   * That a caller may do something with a camera, for dialects that issue tokens which media servers check themselves.
   * @returns when the right ends by itself, and a token with it; null: it does not
   * @throws DomainError permission.missing, object.not-found (no kind: a camera), object.forbidden
   */
  async assertMay(caller: Caller, cameraName: string, action: MediaAction | 'archive'): Promise<Date | null> {
    const permission = permissionFor(action);
    if (!mayAttempt(caller, permission))
      throw new DomainError('permission.missing', permission, { reason: permission });
    const camera = await this.find(cameraName);
    const rights = camera && (await this.rights.rightsOn(caller, [camera.id])).get(camera.id);
    if (camera === undefined || rights === undefined) throw new DomainError('object.not-found', cameraName);
    const mine = camera.enabled ? await this.rightsFor(caller, camera.id, action) : undefined;
    if (mine === undefined || !gives(mine, action)) throw new DomainError('object.forbidden', action);
    this.handouts.playback(doneBy(caller), camera.id, `token: ${action}`);
    return mine.endsAt;
  }

  private async find(name: string): Promise<MediaCamera | undefined> {
    // PostgreSQL takes no text with NUL.
    if (name === '' || name.includes('\0')) return undefined;
    const rows = await this.dataSource.query<MediaCamera[]>('select id, enabled from cameras where name = $1', [name]);
    return rows[0];
  }

  private async rightsOf(
    holder: Exclude<Holder, { readonly kind: 'nobody' }>,
    cameraId: number,
    { action, archive }: MediaQuestion,
  ): Promise<Rights> {
    if (holder.kind === 'share') {
      const { live, mayExport, archiveSeconds } = holder.share;
      const may = archive === undefined ? live : mayExport || archive.asFile !== true;
      return { may: action === 'play' && may, archiveSeconds };
    }
    const rights = await this.rightsFor(holder.caller, cameraId, action);
    if (rights === undefined) return { may: false, archiveSeconds: undefined };
    const may = action === 'play' ? rights.canView : rights.canEdit;
    return { may, archiveSeconds: archiveOf(rights), endsAt: rights.endsAt };
  }

  /** Publishing is managing; watching is not. */
  private async rightsFor(
    caller: Caller,
    cameraId: number,
    action: MediaAction | 'archive',
  ): Promise<CameraRights | undefined> {
    const rights =
      action === 'publish'
        ? await this.rights.rightsOn(caller, [cameraId])
        : await this.rights.watchingRightsOn(caller, [cameraId]);
    return rights.get(cameraId);
  }

  /** A media server that keeps the answer asks again when a right ends. Not 0, which some take for no limit. */
  private secondsUntil(endsAt: Date | null): number {
    if (endsAt === null) return allowedSeconds;
    const left = Math.floor((endsAt.getTime() - this.clock.now().getTime()) / 1000);
    return Math.min(Math.max(left, 1), allowedSeconds);
  }

  private archiveDenial(limit: number | undefined, archive: MediaQuestion['archive']): MediaDenial | undefined {
    if (archive === undefined) return undefined;
    if (limit === undefined) return 'archive.missing';
    if (limit === 0 || archive.bounded === true) return undefined;
    const earliest = this.clock.seconds() - limit - slackSeconds;
    return (archive.fromSeconds ?? -Infinity) < earliest ? 'archive.too-deep' : undefined;
  }
}

function gives(rights: CameraRights, action: MediaAction | 'archive'): boolean {
  return { play: rights.canView, archive: rights.canView && rights.canViewDvr, publish: rights.canEdit }[action];
}

function deedOf({ action, archive }: MediaQuestion): string {
  return action === 'play' && archive !== undefined ? 'archive' : action;
}

function archiveOf({ canView, canViewDvr, dvrDepthLimitSeconds }: CameraRights): number | undefined {
  return canView && canViewDvr ? dvrDepthLimitSeconds : undefined;
}

function nameOf(holder: Holder): string | undefined {
  if (holder.kind === 'nobody') return undefined;
  return holder.kind === 'share' ? `share:${holder.share.shareId}` : auditName(holder.caller);
}
