// Who may announce camps, and where; and where their screens are: on the phone, or at the desk.
import { useMemo } from 'react';
import { decideRecord, isInForce } from '#shared/access/access.ts';
import { knowsClass } from '#shared/access/table.ts';
import { isWithin, type PlaceCode } from '#shared/place/place.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useDehri, useNow } from '#client/app/context.tsx';
import { deskFirst } from '#client/app/desk-access.ts';

export interface Announcing {
  /** Places, none within another, for which she may announce a camp. */
  readonly places: readonly PlaceCode[];
  readonly mayChange: (camp: DehriRecord) => boolean;
}

export function useAnnouncing(): Announcing {
  const { session, programme, field } = useDehri();
  const { today } = useNow();
  const { grants } = session.profile();
  return useMemo(() => {
    const type = programme.recordTypes.find((r) => r.name === field.camps?.recordType);
    if (type === undefined) return { places: [], mayChange: () => false };
    const own = grants.filter((g) => isInForce(g, today) && knowsClass(g.role, type.accessClass, 'write')).map((g) => g.place);
    return {
      places: [...new Set(own)].filter((p, _, all) => !all.some((other) => other !== p && isWithin(p, other))).sort(),
      mayChange: (camp) => decideRecord(grants, 'write', type.accessClass, camp.bucket, today).ok,
    };
  }, [grants, programme, field, today]);
}

/** Address of the list of camps; one camp's is below it. */
export function useCampsHref(): string {
  const { session } = useDehri();
  return deskFirst(session.profile()) ? '/desk/camps' : '/camps';
}
