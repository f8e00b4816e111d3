// What is known of a phone beside its work: whether its profile is old, and what it told of itself.
import type { SettledHeld, SyncRequest } from '#shared/sync/protocol.ts';
import { profileDigest } from '../auth/profile.ts';
import { sessionNow, type Session } from '../auth/session.ts';
import { printable } from '../http/printable.ts';
import type { Services } from '../services.ts';
import { settleAsked } from './settled-held.ts';

export interface Contacts {
  /** The same session as it stands now: a grant may have ended, the phone been shut out, while its changes waited. */
  now(session: Session): Promise<Session>;
  /** Digest of the profile she should have now. */
  profileDigest(session: Session): Promise<string>;
  /** Takes back what she takes back, and says what became of held changes asked about. */
  settled(session: Session, asked: SyncRequest): Promise<readonly SettledHeld[]>;
  /** What the coordinator sees: last contact, unsent, held, app. */
  note(session: Session, asked: SyncRequest): Promise<void>;
}

/** How often at least a phone's last contact is written down when nothing else changed. */
const SEEN_EVERY = 300_000;

export function contactsOf(services: Services): Contacts {
  return {
    now: (session) => sessionNow(services, session),
    profileDigest: (session) => profileDigest(services, session),
    settled: (session, asked) => settleAsked(services, session, asked),
    async note(session, { counts: [unsent, held], app: said }) {
      const app = printable(said);
      const now = services.clock();
      if (now - session.lastSeen < SEEN_EVERY && session.app === app && session.unsent === unsent && session.held === held) return;
      await services.db.pipelined.query({
        name: 'seen', text: 'UPDATE device SET last_seen = $2, unsent = $3, held = $4, app = $5 WHERE id = $1',
        values: [session.device, now, Math.max(0, Math.min(unsent, 1e6)), Math.max(0, Math.min(held, 1e6)), app],
      });
    },
  };
}
