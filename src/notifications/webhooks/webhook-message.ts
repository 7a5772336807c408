import type { Caller } from '#auth';
import { CamerasService } from '#cameras';
import { hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { WebhookShape } from './webhook-shape.js';

/** What a message is about. */
export interface MessageSubject {
  readonly webhookId: number;
  readonly type: string;
  readonly cameraId: number | null;
  readonly createdAt: Date;
}

const withCamera: ReadonlySet<string> = new Set(['created', 'updated', 'shown']);

/** Writes the bodies of messages, under the rights that the owner has at that moment. */
@Injectable()
export class WebhookMessage {
  constructor(
    private readonly cameras: CamerasService,
    private readonly shape: WebhookShape,
  ) {}

  /** Undefined: the owner does not see the camera any more. A camera is shown as it is now. */
  async bodyOf(owner: Caller, { webhookId, type, cameraId, createdAt }: MessageSubject): Promise<string | undefined> {
    const head = `"webhook_id":${webhookId},"at":"${createdAt.toISOString()}"`;
    if (cameraId === null) return `{"type":"${type}",${head}}`;
    const start = `{"type":"${type}","id":${cameraId}`;
    const { shape } = this.shape;
    if (!withCamera.has(type)) return `${start},${head}}`;
    if (shape === undefined) return undefined;
    try {
      const camera = await this.cameras.getJson(owner, { id: cameraId }, shape);
      return `${start},${camera.slice(1, -1)},${head}}`;
    } catch (error) {
      if (hasCode(error, 'camera.not-found')) return undefined;
      throw error;
    }
  }
}
