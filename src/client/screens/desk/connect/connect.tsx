// Other programs: tokens by which they read, webhooks by which they are told, and how both are used.
import type { PlaceCode } from '#shared/place/place.ts';
import { PageHead } from '../page-head.tsx';
import { ApiHelp } from './api-help.tsx';
import { Hooks } from './hooks.tsx';
import { Tokens } from './tokens.tsx';
import './connect.css';

export function Connect({ place }: { readonly place: PlaceCode }) {
  return (
    <>
      <PageHead section="connect" place={place} />
      <Tokens place={place} />
      <Hooks place={place} />
      <ApiHelp place={place} />
    </>
  );
}
