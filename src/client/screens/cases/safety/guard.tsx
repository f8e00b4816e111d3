import { useDehri } from '#client/app/context.tsx';
import { QuickExit } from './quick-exit.tsx';

/** Above every screen of who keeps files of persons: the way out. */
export function Guard() {
  const { session } = useDehri();
  return <QuickExit session={session} />;
}
