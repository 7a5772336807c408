import type { JsonObject } from '../json-value.js';

/** What a media server is for: it streams, finds objects in pictures, or identifies people in them. */
export const streamerRoles = ['streamer', 'inference', 'identification'] as const;
export type StreamerRole = (typeof streamerRoles)[number];

/** Programs that serve media. */
export const streamerKinds = ['mediamtx', 'go2rtc', 'flussonic', 'nginx-rtmp', 'frigate'] as const;
export type StreamerKind = (typeof streamerKinds)[number];

/** A media server. Its cluster key is sealed and never part of an answer. */
export interface Streamer {
  readonly id: number;
  /** Immutable; `media.streamerHostname` of its cameras. */
  readonly hostname: string;
  readonly role: StreamerRole;
  /** The program that it runs; null: nobody has said so. */
  readonly kind: StreamerKind | null;
  /** Where its own interface is, without a slash at its end, as are the other two. */
  readonly apiUrl: string | null;
  /** Where people watch. */
  readonly publicPayloadUrl: string | null;
  /** Where other media servers fetch. */
  readonly privatePayloadUrl: string | null;
  readonly hasClusterKey: boolean;
  /** Cameras at most; null: no limit. */
  readonly channelLimit: number | null;
  /** kbit/s; null: no limit. */
  readonly totalBandwidth: number | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Names of zones. */
  readonly zones: readonly string[];
  /** Archives on its disks, as the media server describes them. */
  readonly dvrs: readonly JsonObject[];
  readonly config: JsonObject;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
export type StreamerField =
  | 'id'
  | 'hostname'
  | 'role'
  | 'kind'
  | 'apiUrl'
  | 'publicPayloadUrl'
  | 'privatePayloadUrl'
  | 'channelLimit'
  | 'totalBandwidth'
  | 'createdAt'
  | 'updatedAt';
export type StreamerKey = { readonly hostname: string } | { readonly id: number };

/** A field that is left out stays (or gets its default); null clears. */
export interface StreamerDraft {
  readonly role?: StreamerRole | undefined;
  readonly kind?: StreamerKind | null | undefined;
  readonly apiUrl?: string | null | undefined;
  readonly publicPayloadUrl?: string | null | undefined;
  readonly privatePayloadUrl?: string | null | undefined;
  readonly clusterKey?: string | null | undefined;
  readonly channelLimit?: number | null | undefined;
  readonly totalBandwidth?: number | null | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly zones?: readonly string[] | undefined;
  readonly dvrs?: readonly JsonObject[] | undefined;
  readonly config?: JsonObject | undefined;
}
