// Why a code was not taken, in words; what is the network's fault is not shown as hers.
import type { EnrolResult } from '#client/app/services.ts';

export type EnrolTrouble = Extract<EnrolResult, { readonly ok: false }>;

const KNOWN: readonly EnrolTrouble['code'][] = ['code-wrong', 'code-used', 'code-expired', 'too-many-requests', 'no-network', 'captive-portal'];

export function enrolTrouble({ code }: EnrolTrouble): { readonly state: 'neutral' | 'mend'; readonly words: string } {
  return { state: code === 'no-network' || code === 'captive-portal' ? 'neutral' : 'mend', words: `app:enrol.error.${KNOWN.includes(code) ? code : 'other'}` };
}
