import type { Origin } from '#auth';
import type { MediaAction } from '../tokens/playback-token.js';

/** The question of a media server: may this viewer watch this camera, or publish to it? */
export interface MediaQuestion {
  readonly action: MediaAction;
  /** The camera's `name`. */
  readonly cameraName: string;
  /** The viewer's credentials in the order to be tried: playback token, share key, API key, native access token. */
  readonly credentials: readonly string[];
  /** Tried after the credentials. */
  readonly password?: { readonly login: string; readonly password: string } | undefined;
  /**
   * `new`: a session begins. `running`: the media server permitted it before and keeps it. `each`: the media server asks at
   * each request of a viewer and cannot tell which is the first.
   */
  readonly moment: 'new' | 'running' | 'each';
  /**
   * The request is for the archive: from when on, in seconds since 1970; `bounded` where the media server itself keeps
   * viewers within the limit that the answer names. With neither of them viewers with a limit are denied.
   */
  readonly archive?:
    | {
        readonly fromSeconds?: number | undefined;
        readonly bounded?: boolean;
        /** A file for download, for which links have a permission of its own. */
        readonly asFile?: boolean;
      }
    | undefined;
  /** Where the viewer is, for throttles and audit. */
  readonly viewer: Origin;
}

export const mediaDenials = [
  'camera.unknown',
  'camera.disabled',
  'ticket.missing',
  /** Not ours, altered, for another camera, of a removed share, or a wrong key or password. */
  'ticket.wrong',
  'ticket.expired',
  /** Of an unknown or disabled user, older than the password, or issued in a session or to a key that has ended. */
  'ticket.revoked',
  /** Issued for watching and used for publishing, or the other way round. */
  'ticket.other-action',
  'right.missing',
  'archive.missing',
  /** Further back than the viewer's limit. */
  'archive.too-deep',
] as const;
export type MediaDenial = (typeof mediaDenials)[number];

/** The answer, and for how many seconds it holds. */
export type MediaDecision =
  | {
      readonly allowed: true;
      readonly seconds: number;
      /** `user:<id>`, `client:<client id>` or `share:<id>`. */
      readonly viewer: string;
      /** Sessions of this viewer at the same time; undefined: no limit. */
      readonly maxSessions: number | undefined;
      /** How far back the viewer may look, in seconds; 0: without limit; undefined: not at all. */
      readonly archiveSeconds: number | undefined;
    }
  | { readonly allowed: false; readonly seconds: number; readonly denial: MediaDenial };
