import type { SessionView } from '#auth';
import type { SessionItem, SessionList } from './session.dto.js';

/** @param currentId the session of the request itself, where it has one */
export function toSessionList(sessions: readonly SessionView[], currentId: string | undefined): SessionList {
  return {
    sessions: sessions.map((session) => toSessionWire(session, currentId)),
    estimated_count: sessions.length,
  };
}

function toSessionWire(session: SessionView, currentId: string | undefined): SessionItem {
  return {
    id: session.id,
    created_at: session.createdAt.getTime(),
    last_used_at: session.lastUsedAt.getTime(),
    ...(session.ip === undefined ? {} : { ip: session.ip }),
    ...(session.userAgent === undefined ? {} : { user_agent: session.userAgent }),
    current: session.id === currentId,
  };
}
