import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#auth';
import { CameraError } from '#cameras';
import { Clock } from '#config';
import { drawSnapshot } from './draw-snapshot.js';
import { landmarks } from './landmarks.js';

const byFile = new Map(landmarks.map((landmark) => [`${landmark.name}.svg`, landmark]));

/** The pictures of the demo cameras, drawn when they are asked for. */
@ApiExcludeController()
@Controller('demo/snapshots')
export class DemoController {
  constructor(private readonly clock: Clock) {}

  @Public()
  @Get(':file')
  @Header('Content-Type', 'image/svg+xml; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  snapshot(@Param('file') file: string): string {
    const landmark = byFile.get(file);
    if (landmark === undefined) throw new CameraError('camera.not-found', `demo snapshot ${file}`);
    return drawSnapshot(landmark, this.clock.now());
  }
}
