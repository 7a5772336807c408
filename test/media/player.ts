import { spawn } from 'node:child_process';
import { pause } from './media-server.js';

/** A running ffmpeg. */
export interface Player {
  /** Frames that went through it so far. */
  readonly frames: () => number;
  readonly said: () => string;
  readonly hasEnded: () => boolean;
  /** When it ended by itself, in milliseconds since 1970; throws when it still runs after this long. */
  ended(withinMilliseconds: number): Promise<number>;
  /** Waits until so many frames went through; throws when it ends before. */
  reach(frames: number): Promise<void>;
  stop(): Promise<void>;
}

/** Publishes a small moving test pattern in real time. */
export function publish(url: string): Player {
  const source = 'testsrc=size=160x120:rate=10';
  const encoder = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
    '-g',
    '10',
    '-pix_fmt',
    'yuv420p',
  ];
  return run(['-re', '-f', 'lavfi', '-i', source, ...encoder, '-f', 'flv', url]);
}

/** Watches a stream as a player does, without showing it. */
export function play(url: string): Player {
  return run(['-rw_timeout', '10000000', '-analyzeduration', '500000', '-i', url, '-c', 'copy', '-f', 'null', '-']);
}

function run(parameters: readonly string[]): Player {
  const child = spawn(
    'ffmpeg',
    ['-hide_banner', '-nostdin', '-loglevel', 'error', '-progress', 'pipe:1', ...parameters],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const state: { progress: string; said: string; end?: number } = { progress: '', said: '' };
  child.stdout.on('data', (text) => (state.progress += String(text)));
  child.stderr.on('data', (text) => (state.said += String(text)));
  child.on('close', () => (state.end = Date.now()));
  const frames = (): number => Number([...state.progress.matchAll(/^frame=(\d+)$/gm)].at(-1)?.[1] ?? 0);
  const player: Player = {
    frames,
    said: () => state.said,
    hasEnded: () => state.end !== undefined,
    ended: async (withinMilliseconds) => {
      const deadline = Date.now() + withinMilliseconds;
      while (state.end === undefined) {
        if (Date.now() > deadline) throw new Error(`still running after ${withinMilliseconds} ms: ${state.said}`);
        await pause(10);
      }
      return state.end;
    },
    reach: async (wanted) => {
      while (frames() < wanted) {
        if (state.end !== undefined) throw new Error(`ended after ${frames()} frames: ${state.said}`);
        await pause(50);
      }
    },
    stop: async () => {
      if (state.end === undefined) child.kill('SIGKILL');
      while (state.end === undefined) await pause(10);
    },
  };
  return player;
}
