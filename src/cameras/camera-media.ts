import type { JsonObject, JsonValue } from './json-value.js';
import type { Dvr } from './presets/preset.js';

/**
 * One place that a camera's media come from. Inputs are in order: the second is for when the first is silent.
 * Login and password are never part of it.
 */
export interface CameraInput {
  readonly url: string;
  /** What else was said of it: priority, headers, comment, timeouts; at most 16 KiB. */
  readonly options?: JsonObject | undefined;
}

// Types, not interfaces: only these are JSON to the compiler.
type Onvif = {
  readonly ptz?: boolean;
  readonly url?: string;
  readonly profile?: string;
};

type Agent = {
  readonly id?: string;
  readonly key?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly pin?: string;
};

/**
 * What a media server or a client keeps about a camera. What nobody said is missing, never null. `dvr` and `vision` are
 * those that hold: with a preset that is not adjustable the preset's, else its own over the preset's.
 */
export interface CameraMedia {
  /** Runs whether somebody looks or not; true where nobody said. */
  readonly static?: boolean;
  readonly dvr?: Partial<Dvr> | null;
  readonly vision?: JsonValue;
  readonly audio?: JsonValue;
  readonly onvif?: Onvif;
  readonly thumbnails?: boolean;
  readonly thumbnailsUrl?: string;
  readonly videoOnly?: boolean;
  readonly motionDetectorEnabled?: boolean;
  /** The same picture in fewer pixels. */
  readonly substreamUrl?: string;
  /** Where it stands on its folder's floor plan, as its client wrote it. */
  readonly folderCoordinates?: string;
  readonly postalAddress?: string;
  readonly streamerHostname?: string;
  /** The program on the camera that sends its media. */
  readonly agent?: Agent;
  /** Where the camera is controlled (ONVIF, PSIA), 1 to 65535; 80 where nobody said. */
  readonly controlPort?: number;
  readonly canPublish?: boolean;
  readonly notifications?: JsonValue;
  readonly nvrSettings?: JsonValue;
  /** Which media servers it may go to, and what else administrators say of it. */
  readonly layout?: JsonValue;
  readonly layoutRules?: JsonValue;
  readonly labels?: JsonValue;
  readonly pushes?: JsonValue;
  /** The number that a billing system knows it by. */
  readonly externalId?: string;
}

type Clearable<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** Merged into what is there as RFC 7396 says: objects key by key, lists as a whole; null clears a key. */
export interface CameraMediaChange extends Clearable<Omit<CameraMedia, 'dvr' | 'vision' | 'onvif' | 'agent'>> {
  readonly dvr?: Clearable<Dvr> | null | undefined;
  readonly vision?: JsonValue | Readonly<Record<string, JsonValue | undefined>> | undefined;
  readonly onvif?: Clearable<Onvif> | null | undefined;
  readonly agent?: Clearable<Agent> | null | undefined;
}
