// With whom the centre may speak about her: those she agreed to, and those the law names.
import type { Values } from '#shared/record/change.ts';
import { registerOf } from '#shared/record/record-type.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { isChildsFile, isUnder18 } from './age.ts';
import { listOf } from './read.ts';
import { osCase } from './records.ts';

/** Where a law asks for it without consent; words `law.<rule>`. */
export type LawfulGround = 'jj31' | 'pocso19' | 'life';

/** POCSO s.19: whoever knows of such an offence against a child tells the police. */
export const POCSO_KINDS: readonly string[] = ['rape', 'sexual', 'molestation', 'child_abuse'];
const POLICE: readonly string[] = ['police_station', 'women_police_station', 'ers_112'];
const CHILD_CARE: readonly string[] = ['cwc', 'dcpu', 'childline_1098'];
const RESCUE: readonly string[] = [...POLICE, 'hospital'];
/** Risks that are about her life (vital interest; DPDP Act s.7(f), general knowledge). */
const LIFE: readonly string[] = ['danger', 'medical', 'suicide', 'weapon'];

/** Has she agreed to it? While two hands wrote different consents, only what stands in all of them. */
export function maySpeakWith(record: DehriRecord | undefined, values: Values, agency: string): boolean {
  return versionsOf(record, values, 'sharedWith').every((said) => listOf(said, 'sharedWith').includes(agency));
}

/** Has anybody written that she does not agree? */
export function isRefused(record: DehriRecord | undefined, values: Values, path: 'consentRegister' | 'consentContact' | 'mayMessage'): boolean {
  return versionsOf(record, values, path).some((said) => said[path] === false);
}

function versionsOf(record: DehriRecord | undefined, values: Values, path: string): readonly Values[] {
  return [values, ...(record?.rivals[registerOf(osCase, path)] ?? []).map((rival) => rival.values)];
}

/** The rule by which this agency is told although she has not agreed; undefined: there is none. */
export function groundWithoutConsent(values: Values, agency: string, today: string): LawfulGround | undefined {
  if (CHILD_CARE.includes(agency) && isUnder18(values, today)) return 'jj31';
  const kinds = [...listOf(values, 'violence'), values['primaryViolence']];
  if (POLICE.includes(agency) && isChildsFile(values) && kinds.some((kind) => typeof kind === 'string' && POCSO_KINDS.includes(kind))) return 'pocso19';
  if (RESCUE.includes(agency) && dangersOf(values).some((risk) => LIFE.includes(risk))) return 'life';
  return undefined;
}

/** What endangers her now; none once it was said to be over. */
export function dangersOf(values: Values): readonly string[] {
  return values['riskOver'] === true ? [] : listOf(values, 'risks').filter((risk) => risk !== 'none');
}
