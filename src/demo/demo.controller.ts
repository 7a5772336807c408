import { DomainError } from '#errors';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#auth';
import { Clock } from '#config';
import { drawPicture } from './draw-picture.js';
import { drawSnapshot } from './draw-snapshot.js';
import { type Landmark, landmarks } from './landmarks.js';

const landmarksByName = new Map(landmarks.map((landmark) => [landmark.name, landmark]));
const minute = 60_000;

/** The pictures of the demo cameras, drawn on request. */
@ApiExcludeController()
@Controller('demo/snapshots')
export class DemoController {
  /** Pictures of this minute, by name: each is drawn once. */
  private drawn = { minute: 0, pictures: new Map<string, Buffer>() };

  constructor(private readonly clock: Clock) {}

  @Public()
  @Get(':file')
  @Header('Cache-Control', 'no-cache')
  snapshot(@Param('file') file: string): StreamableFile {
    const name = file.replace(/\.(?:jpg|svg)$/, '');
    const landmark = landmarksByName.get(name);
    if (landmark === undefined || name === file) throw new DomainError('camera.not-found', `demo snapshot ${file}`);
    const now = this.clock.now();
    if (file.endsWith('.svg'))
      return new StreamableFile(Buffer.from(drawSnapshot(landmark, now)), { type: 'image/svg+xml; charset=utf-8' });
    const picture = this.picture(landmark, now);
    return new StreamableFile(picture, { type: 'image/jpeg', length: picture.length });
  }

  private picture(landmark: Landmark, now: Date): Buffer {
    const current = Math.floor(now.getTime() / minute);
    if (this.drawn.minute !== current) this.drawn = { minute: current, pictures: new Map() };
    const picture = this.drawn.pictures.get(landmark.name) ?? drawPicture(landmark, now);
    this.drawn.pictures.set(landmark.name, picture);
    return picture;
  }
}
