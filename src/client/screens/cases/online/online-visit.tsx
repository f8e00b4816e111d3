import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useDehri } from '#client/app/context.tsx';
import { endVisitBeyond } from './files-online.ts';

/** Lets go of a file opened online once she is elsewhere. */
export function OnlineVisit() {
  const { store } = useDehri();
  const [path] = useLocation();
  useEffect(() => endVisitBeyond(store, path), [store, path]);
  return null;
}
