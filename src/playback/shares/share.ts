/** The rights of a link. Several entries add up; of their limits the largest counts, and 0 is larger than any. */
export interface SharePermission {
  readonly live: boolean;
  readonly dvr: boolean;
  readonly export: boolean;
  readonly ptz: boolean;
  readonly advert: boolean;
  /** Seconds of archive; 0: no limit. */
  readonly dvrDepthLimitSeconds: number;
}

/** A link that lets anybody who has its key watch one camera, until it is removed. */
export interface Share {
  readonly id: number;
  /** 27 letters and digits; `share-7`, which opens nothing, for callers who may not watch the camera. */
  readonly key: string;
  /** Unique. */
  readonly name: string;
  readonly cameraName: string;
  readonly permissions: readonly SharePermission[];
  readonly createdAt: Date;
}
export type ShareField = 'id' | 'name' | 'cameraId' | 'cameraName' | 'createdAt';

/** A link without its key. */
export type ListedShare = Omit<Share, 'key'> & { readonly cameraId: number };

export interface ShareDraft {
  readonly name: string;
  /** The camera's `name`. */
  readonly cameraName: string;
  /** Left out: live pictures only; a flag that is left out is false. */
  readonly permissions?: readonly Partial<SharePermission>[] | undefined;
}
