import { PlaybackTokensService } from '#playback';
import { UserStandingsService } from '#auth';
import type { TestServer } from './server.js';

/** Playback tokens as the APIs give them to a user. */
export async function playbackOf(
  server: TestServer,
  userId: number,
  camera: { readonly id: number; readonly name: string },
): Promise<{ readonly token: string; readonly publishEndpoint: string | undefined }> {
  const standing = await server.app.get(UserStandingsService).find(userId);
  if (!standing) throw new Error(`user ${userId} may not come in`);
  const playback = (await server.app.get(PlaybackTokensService).forCameras(standing.caller, [camera])).get(camera.id);
  if (playback?.token === undefined) throw new Error(`user ${userId} may not watch ${camera.name}`);
  return { token: playback.token, publishEndpoint: playback.publishEndpoint };
}

/** The token in a URL such as a publish endpoint. */
export function tokenIn(url: string | undefined): string {
  return new URL(url ?? 'http://nowhere').searchParams.get('token') ?? '';
}
