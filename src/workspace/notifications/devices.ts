import type { UserCaller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';

/** A device that a person's notifications would go to. */
export interface Device {
  readonly id: number;
  /** What the push service knows it by, 1 to 4096 characters. */
  readonly token: string;
  /** Such as `ios`, `android`; at most 64 characters, as model and version. */
  readonly platform: string | null;
  readonly model: string | null;
  readonly version: string | null;
  /** When the device last said that notifications arrive. */
  readonly confirmedAt: Date | null;
  /** Nothing is sent here, so both are 0. */
  readonly eventsPending: number;
  readonly eventsSent: number;
  readonly createdAt: Date;
}
export type DeviceField = 'id' | 'token' | 'platform' | 'model' | 'version' | 'confirmedAt' | 'createdAt';

export interface DeviceDraft {
  readonly platform?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly version?: string | null | undefined;
}

/** Everybody's own devices. A token belongs to whoever registered it last: devices change hands. */
@Injectable()
export class Devices {
  async list(_caller: UserCaller, _query: ListQuery<DeviceField>, _page: Page): Promise<ListPage<Device>> {
    throw new Error('not built yet');
  }

  async count(_caller: UserCaller, _query: ListQuery<DeviceField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (device) */
  async get(_caller: UserCaller, _token: string): Promise<Device> {
    throw new Error('not built yet');
  }

  /**
   * Registers a device, or changes what is said of it; what is left out stays. At most 100 a person: the oldest goes.
   * @throws WorkspaceError object.invalid (token, platform, model, version)
   */
  async put(_caller: UserCaller, _token: string, _draft: DeviceDraft): Promise<Device> {
    throw new Error('not built yet');
  }

  /** The device says that a notification arrived. @throws WorkspaceError object.not-found (device) */
  async confirm(_caller: UserCaller, _token: string): Promise<Device> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (device) */
  async remove(_caller: UserCaller, _token: string): Promise<void> {
    throw new Error('not built yet');
  }
}
