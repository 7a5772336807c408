import { AccessError } from '#access';
import type { Caller } from '#auth';
import {
  type Camera,
  type CameraDraft,
  CameraError,
  type CameraMark,
  CameraMarks,
  type CameraMediaChange,
  Cameras,
} from '#cameras';
import { Injectable } from '@nestjs/common';
import { InputError } from '../../input.error.js';
import { signedInUser } from '../account/signed-in-user.js';
import { given } from '../body/given.js';
import type { StreamBody, StreamsEdit } from './stream-body.dto.js';
import { readStream, readStreamSettings } from './stream.draft.js';
import { postalAddressOf } from './stream.fields.js';
import { withFaults } from './stream-faults.js';
import { StreamHomes } from './stream-homes.service.js';

/** Makes and changes streams as v3 says it. */
@Injectable()
export class StreamWriter {
  constructor(
    private readonly cameras: Cameras,
    private readonly marks: CameraMarks,
    private readonly homes: StreamHomes,
  ) {}

  /**
   * `PUT /streams/{name}`: makes it, changes what is named, or with `$reset` replaces it. A body that has only the
   * caller's own marks changes nothing else, and takes no right to edit.
   * @param more what an interface keeps beyond the fields of client-api
   * @throws InputError immutable_name, invalid_value; CameraError, AccessError
   */
  async save(caller: Caller, name: string, body: StreamBody, more: CameraMediaChange = {}): Promise<Camera> {
    if (body.name !== undefined && body.name !== name)
      throw InputError.at('name', 'immutable_name', 'A stream is never renamed: the body names another one.');
    const mark = given({ isFavourite: body.is_favourite, notifies: body.notifications_enabled });
    const marker = Object.keys(mark).length > 0 ? signedInUser(caller) : undefined;
    const said = readStream(body);
    const draft = Object.keys(more).length === 0 ? said : { ...said, media: { ...said.media, ...more } };
    const isOnlyMarked = marker && Object.keys(draft).length === 0 && !body.$reset;
    const written = isOnlyMarked ? undefined : await this.write(caller, name, draft, body.$reset ?? false);
    if (marker) await this.mark(marker, name, mark);
    return written ?? this.cameras.get(caller, { name });
  }

  /**
   * `POST /streams/multiedit`: all of them, or none.
   * @throws InputError invalid_value; CameraError, AccessError
   */
  async editMany(caller: Caller, { streams }: StreamsEdit): Promise<readonly Camera[]> {
    const names = streams.map(({ name }) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
    if (twice >= 0) throw InputError.at(`streams.${twice}.name`, 'repeated_name', 'A stream stands twice.');
    try {
      return await this.cameras.updateMany(
        caller,
        streams.map((edit) => ({ name: edit.name, change: readStreamSettings(edit) })),
      );
    } catch (error) {
      const index = error instanceof CameraError ? names.indexOf(error.camera ?? '') : -1;
      return withFaults(() => Promise.reject(error), index < 0 ? 'streams' : `streams.${index}`);
    }
  }

  private async write(caller: Caller, name: string, draft: CameraDraft, reset: boolean): Promise<Camera> {
    const before = await this.cameras.find(caller, { name });
    if (before) await this.homes.assertMayMove(caller, before, draft.organizationId);
    return withFaults(async () => {
      const made = before || draft.organizationId !== undefined ? undefined : await this.make(caller, name, draft);
      if (made) return made;
      const change = before && !reset ? withoutEchoes(draft, before) : draft;
      return (await this.cameras.put(caller, name, change, { reset })).camera;
    });
  }

  /** A new one at home; undefined when somebody made it meanwhile, so that it is there to be changed. */
  private async make(caller: Caller, name: string, draft: CameraDraft): Promise<Camera | undefined> {
    try {
      return await this.cameras.create(caller, { ...draft, name, organizationId: await this.homes.homeOf(caller) });
    } catch (error) {
      const isTaken = error instanceof CameraError && error.code === 'camera.taken' && error.field === 'name';
      const isFull = error instanceof AccessError && error.code === 'limit.reached';
      if (isTaken || (isFull && (await this.cameras.find(caller, { name })))) return undefined;
      throw error;
    }
  }

  private async mark(caller: ReturnType<typeof signedInUser>, name: string, mark: Partial<CameraMark>): Promise<void> {
    await this.marks.set(caller, name, mark);
  }
}

/** What was shown although nobody said it, and comes back as it was shown, is still said by nobody. */
function withoutEchoes(draft: CameraDraft, before: Camera): CameraDraft {
  const { media, ...others } = draft;
  if (!media) return draft;
  const { postalAddress, static: runs, ...rest } = media;
  const isEcho = before.media.postalAddress === undefined && postalAddress === postalAddressOf(before);
  const kept = {
    ...rest,
    ...(postalAddress === undefined || isEcho ? {} : { postalAddress }),
    ...(runs === undefined || (runs === true && before.media.static === undefined) ? {} : { static: runs }),
  };
  return Object.keys(kept).length === 0 ? others : { ...others, media: kept };
}
