import type { MediaDecision } from '#playback';

/** How long the answer holds, and who the viewer is (OAD request_v1.yml). */
export function toFlussonicHeaders(decision: MediaDecision): Readonly<Record<string, string>> {
  return {
    'x-authduration': String(decision.seconds),
    ...(decision.allowed ? { 'x-userid': toUserId(decision.viewer) } : {}),
    ...(decision.allowed && decision.maxSessions !== undefined
      ? { 'x-max-sessions': String(decision.maxSessions) }
      : {}),
  };
}

/** Which part of the archive a viewer with a limit may see, in seconds since 1970; undefined where there is no limit. */
export function toAllowedRanges(
  decision: MediaDecision,
  nowSeconds: number,
): { readonly allowed_dvr_ranges: readonly { readonly opened_at: number; readonly closed_at: number }[] } | undefined {
  if (!decision.allowed || !decision.archiveSeconds) return undefined;
  // What is recorded until the next question is part of it.
  const range = { opened_at: nowSeconds - decision.archiveSeconds, closed_at: nowSeconds + decision.seconds };
  return { allowed_dvr_ranges: [range] };
}

/** People by their number, as Watcher names them; links and programs by what they are. */
function toUserId(viewer: string): string {
  return viewer.startsWith('user:') ? viewer.slice('user:'.length) : viewer;
}
