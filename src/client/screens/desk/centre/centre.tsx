// The pages of the State Resource Centre. Fetched when first opened, and only by those who have them.
import type { PlaceCode } from '#shared/place/place.ts';
import type { CentreSection } from '../sections.ts';
import { Child } from './children/child.tsx';
import { Children } from './children/children.tsx';
import { Covered } from './covered/covered.tsx';
import { Lists } from './lists/lists.tsx';
import { Rights } from './rights/rights.tsx';
import { ChildSheet } from './sheet/child-sheet.tsx';
import { Pairs } from './pairs/pairs.tsx';
import { Referrals } from './referrals/referrals.tsx';
import './centre.css';

export interface CentreProps {
  readonly section: CentreSection;
  readonly place: PlaceCode;
  /** Token of the child that is open. */
  readonly detail: string | undefined;
}

export function Centre({ section, place, detail }: CentreProps) {
  switch (section) {
    case 'lists': return <Lists place={place} />;
    case 'pairs': return <Pairs place={place} />;
    case 'children': return detail === undefined ? <Children place={place} /> : <Child key={detail} place={place} token={detail} />;
    case 'covered': return <Covered place={place} />;
    case 'referrals': return <Referrals place={place} />;
    case 'childSheet': return <ChildSheet place={place} />;
    case 'rights': return <Rights place={place} />;
  }
}
