// The assistant's unfinished group is kept like any unfinished form: encrypted, and there after a kill.
import type { Candidate, GroupDraft } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';

const OFFICER = 'officers.';

export function draftToValues(draft: GroupDraft, step: number): Values {
  return {
    place: draft.place,
    name: draft.name,
    members: draft.members.map((m) => m.door),
    meetingDay: draft.meetingDay,
    saving: draft.saving,
    smallReason: draft.smallReason ?? null,
    step,
    ...Object.fromEntries(Object.entries(draft.officers).map(([office, door]) => [OFFICER + office, door])),
  };
}

/** Women who have joined a group meanwhile are left out. */
export function valuesToDraft(values: Values, candidates: readonly Candidate[]): { draft: GroupDraft; step: number } | undefined {
  const { place, name, members, meetingDay, saving, smallReason, step } = values;
  if (typeof place !== 'string' || !Array.isArray(members)) return undefined;
  const officers: Record<string, string> = {};
  for (const [key, door] of Object.entries(values)) if (key.startsWith(OFFICER) && typeof door === 'string') officers[key.slice(OFFICER.length)] = door;
  return {
    draft: {
      place, officers,
      name: typeof name === 'string' ? name : '',
      members: members.flatMap((door) => candidates.find((c) => c.door === door) ?? []),
      meetingDay: typeof meetingDay === 'string' ? meetingDay : '',
      saving: typeof saving === 'number' ? saving : 0,
      ...(typeof smallReason === 'string' ? { smallReason } : {}),
    },
    step: typeof step === 'number' ? step : 0,
  };
}
