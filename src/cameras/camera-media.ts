import type { JsonObject, JsonValue } from './json-value.js';
import type { Dvr } from './presets/preset.js';

/**
 * One source of a camera's media. Inputs are in order: the second is used when the first delivers nothing.
 * Login and password are never part of it.
 */
export interface CameraInput {
  readonly url: string;
  /** Further settings: priority, headers, comment, timeouts; at most 16 KiB. */
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
 * The settings of media servers and clients for a camera. A setting that nobody set is missing, never null. `dvr` and
 * `vision` are the effective ones: with a preset that is not adjustable the preset's, else its own over the preset's.
 */
export interface CameraMedia {
  /** Runs with and without viewers; true where it is missing. */
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
  /** Where the camera is controlled (ONVIF, PSIA), 1 to 65535; 80 where it is missing. */
  readonly controlPort?: number;
  readonly canPublish?: boolean;
  readonly notifications?: JsonValue;
  readonly nvrSettings?: JsonValue;
  /** Which media servers may have it, and other settings of administrators. */
  readonly layout?: JsonValue;
  readonly layoutRules?: JsonValue;
  readonly labels?: JsonValue;
  readonly pushes?: JsonValue;
  /** Its number in a billing system. */
  readonly externalId?: string;
}

type Clearable<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** Merged into the stored media by RFC 7396: objects key by key, lists as a whole; null clears a key. */
export interface CameraMediaChange extends Clearable<Omit<CameraMedia, 'dvr' | 'vision' | 'onvif' | 'agent'>> {
  readonly dvr?: Clearable<Dvr> | null | undefined;
  readonly vision?: JsonValue | Readonly<Record<string, JsonValue | undefined>> | undefined;
  readonly onvif?: Clearable<Onvif> | null | undefined;
  readonly agent?: Clearable<Agent> | null | undefined;
}
