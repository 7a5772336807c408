import { CameraRightsService } from '#access';
import { basisOf, type Caller, administersCameras, mayAttempt, UserStandingsService } from '#auth';
import { Injectable } from '@nestjs/common';
import { HandoutLog } from '../handout-log.js';
import { StreamerEndpoints } from '../streamers/streamer-endpoints.js';
import { PlaybackTokenSigner } from './playback-token-signer.js';
import { permissionFor } from '../permission-for.js';
import type { PlaybackClaims } from './playback-token.js';

/** How a camera is watched. */
export interface Playback {
  /**
   * Undefined where the caller may not watch: administrators who are neither members nor permitted, guests, programs, and
   * credentials that were narrowed to less than `cameras:live`.
   */
  readonly token: string | undefined;
  /** Base URL of the media server that has the camera, without a slash at its end; undefined where none is registered. */
  readonly endpoint: string | undefined;
  /** Where those who may edit the camera publish to, complete with its name and a token; undefined for others. */
  readonly publishEndpoint: string | undefined;
}

/** Issues short-lived tokens that let one user watch one camera. */
@Injectable()
export class PlaybackTokensService {
  constructor(
    private readonly rights: CameraRightsService,
    private readonly standings: UserStandingsService,
    private readonly endpoints: StreamerEndpoints,
    private readonly signer: PlaybackTokenSigner,
    private readonly handouts: HandoutLog,
  ) {}

  /** By camera id; hidden cameras are missing. One statement for the rights of all of them. @param cameras at most 1000 */
  async forCameras(
    caller: Caller,
    cameras: readonly { readonly id: number; readonly name: string }[],
  ): Promise<ReadonlyMap<number, Playback>> {
    if (cameras.length === 0) return new Map();
    const ids = cameras.map(({ id }) => id);
    const [rights, watching, endpoints, user] = await Promise.all([
      this.rights.rightsOn(caller, ids),
      administersCameras(caller) ? this.rights.watchingRightsOn(caller, ids) : undefined,
      this.endpoints.ofCameras(ids),
      this.userOf(caller),
    ]);
    const viewer = mayAttempt(caller, permissionFor('play')) ? user : undefined;
    const publisher = mayAttempt(caller, permissionFor('publish')) ? user : undefined;
    const playbacks = new Map<number, Playback>();
    for (const { id, name } of cameras) {
      const allowed = rights.get(id);
      if (allowed === undefined || !allowed.canView) continue;
      const watches = watching === undefined || watching.get(id)?.canView === true;
      const { watch, publish } = endpoints.get(id) ?? { watch: undefined, publish: undefined };
      playbacks.set(id, {
        token: viewer && watches ? this.signer.make('play', viewer, name, caller.endsAt) : undefined,
        endpoint: watch,
        publishEndpoint:
          publisher && publish !== undefined && allowed.canEdit
            ? `${publish}/${pathOf(name)}?token=${this.signer.make('publish', publisher, name, caller.endsAt)}`
            : undefined,
      });
    }
    this.handouts.tokens(
      caller,
      [...playbacks].flatMap(([id, { token }]) => (token === undefined ? [] : [id])),
    );
    return playbacks;
  }

  private async userOf(caller: Caller): Promise<Pick<PlaybackClaims, 'userId' | 'epoch' | 'basis'> | undefined> {
    if (caller.kind !== 'user') return undefined;
    const epoch = await this.standings.epochOf(caller);
    return epoch === undefined ? undefined : { userId: caller.userId, epoch, basis: basisOf(caller) };
  }
}

/** A camera's name in a URL; its slashes stay. */
function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
