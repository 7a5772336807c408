import type { CameraShape } from '#cameras';
import { Injectable } from '@nestjs/common';

/**
 * How webhooks show cameras: as the API shows them at which webhooks are made. That API connects itself when it is constructed;
 * where it is switched off, nothing is sent.
 */
@Injectable()
export class WebhookShape {
  private connected?: CameraShape;

  /** @param shape with `version` and `camera` */
  connect(shape: CameraShape): void {
    this.connected = shape;
  }

  get shape(): CameraShape | undefined {
    return this.connected;
  }
}
