// The limit of a clock as it is in force at a place, in words: "60 दिन"; undefined for what is due on its day.
import { useMemo } from 'react';
import { PROGRAMMES } from '#programmes/index.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { rulebookFrom } from '#shared/task/rulebook-from.ts';
import { useDehri } from '#client/app/context.tsx';
import { useAmountWord } from '../rules/amount-word.ts';
import { rulesOf } from '../rules/rule-rows.ts';

export function useClockLimit(place: PlaceCode): (clock: string) => string | undefined {
  const { store } = useDehri();
  const said = store.ofType('rulebook');
  const amount = useAmountWord();
  return useMemo(() => {
    const rules = rulebookFrom(rulesOf(PROGRAMMES), said, place);
    return (clock) => {
      const { limit } = rules.clock(clock);
      return limit.amount === 0 ? undefined : amount(limit);
    };
  }, [said, place, amount]);
}
