import { Injectable } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { system } from '#auth';
import { CamerasService, type CameraDraft } from '#cameras';
import { Config } from '#config';
import { pictureHeight, pictureWidth } from './draw-picture.js';
import { landmarks } from './landmarks.js';

const title = 'Camgate demo';

/** The cameras of the demo catalogue, whose pictures this server draws itself. */
export function demoCatalogue(publicUrl: string): readonly (CameraDraft & { name: string })[] {
  return landmarks.map((landmark, index) => ({
    ...landmark,
    kind: 'non_ip',
    protocol: 'http-image',
    snapshotUrl: `${publicUrl}/demo/snapshots/${landmark.name}.jpg`,
    description: `A drawing of ${landmark.title}, made by Camgate itself`,
    source: 'camgate-demo',
    externalId: String(index + 1),
    cameraId: index + 1,
    legacyCameraId: index + 1,
    license: 'Apache-2.0',
    attribution: 'Camgate demo catalogue',
    resolutionWidth: pictureWidth,
    resolutionHeight: pictureHeight,
    frameRate: 1,
    isVideo: false,
    outdoors: true,
    traffic: false,
  }));
}

/** Fills an empty server, so that the first request finds cameras. */
@Injectable()
export class DemoCatalogue {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly cameras: CamerasService,
    private readonly config: Config,
  ) {}

  /** Creates the public demo organization and its cameras; existing ones stay, so an interrupted start can be repeated. */
  async ensure(): Promise<void> {
    const all = await this.organizations.listIncludingPublic(system);
    const found = all.find((one) => one.title === title && one.isPublic);
    const { id } = found ?? (await this.organizations.createWithoutOwner({ title, isPublic: true }));
    const rows = demoCatalogue(this.config.publicUrl).map((draft, index) => ({
      line: index + 1,
      draft,
      complete: true,
    }));
    await this.cameras.importBatch(system, rows, id);
  }

  /** Updates the pictures' URLs when the server's port or PUBLIC_URL changed. What people changed stays. */
  async follow(): Promise<void> {
    for (const { name, snapshotUrl } of demoCatalogue(this.config.publicUrl)) {
      const camera = await this.cameras.find(system, { name });
      const isOurs = camera?.snapshotUrl?.match(/\/demo\/snapshots\/([a-z0-9-]{1,100})\.(?:svg|jpg)$/)?.[1] === name;
      if (isOurs && camera.snapshotUrl !== snapshotUrl) await this.cameras.update(system, { name }, { snapshotUrl });
    }
  }
}
