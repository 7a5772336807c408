import type { Appearance, Installation, MailSettings } from './installation.js';
import { checkAppearance, checkMail, checkMaxSessions, checkOthers } from './installation-rules.js';
import { newMail } from './stored-installation.js';

/** Fields to change; a field that is left out stays, null clears. */
export interface InstallationChange {
  readonly appearance?: Partial<Appearance>;
  /** A password or key that is left out stays as it is. */
  readonly mail?: Partial<MailSettings> | null;
  readonly maxSessions?: number | null;
  readonly others?: Installation['others'];
}

/**
 * The settings after a change, whose values are checked.
 * @param before with its secrets
 * @throws DomainError object.invalid (setting, field)
 */
export function merged(before: Installation, change: InstallationChange): Installation {
  const appearance = { ...before.appearance, ...change.appearance };
  const mail =
    change.mail === undefined
      ? before.mail
      : change.mail === null
        ? null
        : { ...(before.mail ?? newMail), ...change.mail };
  const maxSessions = change.maxSessions === undefined ? before.maxSessions : change.maxSessions;
  const others = withoutNulls({ ...before.others, ...change.others });
  checkAppearance(appearance);
  if (mail !== null) checkMail(mail);
  checkMaxSessions(maxSessions);
  checkOthers(others);
  return { appearance, mail, maxSessions, others };
}

function withoutNulls(others: Installation['others']): Installation['others'] {
  return Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
}
