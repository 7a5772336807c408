import { isDomainError } from '#errors';
import type { Caller } from '#auth';
import {
  type Camera,
  type CameraDraft,
  CameraMarksService,
  type CameraMediaChange,
  CamerasService,
  type NamedChange,
} from '#cameras';
import { Injectable } from '@nestjs/common';
import { InputError } from '../../http/input.error.js';
import { signedInUser } from '../account/signed-in-user.js';
import { given } from '../body/given.js';
import type { StreamBody, StreamsEdit } from './stream-body.dto.js';
import { isUnchanged, locatingErrors, readStream, readStreamSettings, withoutUnchangedFields } from './stream.draft.js';

/** Creates and changes streams. */
@Injectable()
export class StreamWriter {
  constructor(
    private readonly cameras: CamerasService,
    private readonly marks: CameraMarksService,
  ) {}

  /**
   * `PUT /streams/{name}`: creates it, changes what is named, or with `$reset` replaces it. A body that has only the
   * caller's own marks changes nothing else, and takes no right to edit.
   * @param more what an interface has beyond the fields of client-api
   * @throws InputError immutable_name, invalid_value; DomainError
   */
  async save(caller: Caller, name: string, body: StreamBody, more: CameraMediaChange = {}): Promise<Camera> {
    if (body.name !== undefined && body.name !== name)
      throw InputError.at('name', 'immutable_name', 'A stream is never renamed: the body names another one.');
    const mark = given({ isFavourite: body.is_favourite, notifies: body.notifications_enabled });
    const marker = Object.keys(mark).length > 0 ? signedInUser(caller) : undefined;
    const read = readStream(body);
    const draft = Object.keys(more).length === 0 ? read : { ...read, media: { ...read.media, ...more } };
    const isOnlyMarked = marker !== undefined && !body.$reset && (await this.changesNothing(caller, name, draft));
    const written = isOnlyMarked ? undefined : await this.write(caller, name, draft, body.$reset ?? false);
    if (marker) await this.marks.set(marker, name, mark);
    return written ?? this.cameras.get(caller, { name });
  }

  /**
   * `POST /streams/multiedit`: all of them, or none.
   * @throws InputError invalid_value; DomainError
   */
  async editMany(caller: Caller, { streams }: StreamsEdit): Promise<readonly Camera[]> {
    return this.changeMany(
      caller,
      streams.map((edit) => ({ name: edit.name, change: readStreamSettings(edit) })),
    );
  }

  /**
   * Changes of the `streams` of a body, in its order: all of them, or none.
   * @throws InputError repeated_name, invalid_value; DomainError
   */
  async changeMany(caller: Caller, changes: readonly NamedChange[]): Promise<readonly Camera[]> {
    const names = changes.map(({ name }) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
    if (twice >= 0) throw InputError.at(`streams.${twice}.name`, 'repeated_name', 'A stream stands twice.');
    try {
      return await this.cameras.updateMany(caller, changes);
    } catch (error) {
      const index = isDomainError(error) ? names.indexOf(error.context.camera ?? '') : -1;
      return locatingErrors(() => Promise.reject(error), index < 0 ? 'streams' : `streams.${index}`);
    }
  }

  /** Clients send back the whole object to change a mark in it. */
  private async changesNothing(caller: Caller, name: string, draft: CameraDraft): Promise<boolean> {
    if (Object.keys(draft).length === 0) return true;
    const before = await this.cameras.find(caller, { name });
    return before !== undefined && isUnchanged(draft, before);
  }

  /** A change drops derived values that the client merely echoes back. */
  private async write(caller: Caller, name: string, draft: CameraDraft, reset: boolean): Promise<Camera> {
    const revise = reset ? undefined : withoutUnchangedFields;
    const options = { reset, revise, defaultOrganization: 'default-first' } as const;
    return (await locatingErrors(() => this.cameras.put(caller, name, draft, options))).camera;
  }
}
