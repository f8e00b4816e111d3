// What the centre's app is made of: files, 181 calls, the lists and registers of the office.
import type { CasePractice } from '#shared/case-work.ts';
import { calls } from './calls.ts';
import { callsList } from './calls-list.ts';
import { cases } from './cases.ts';
import { OFFICE_LISTS } from './office-lists.ts';
import { REGISTERS } from './registers.ts';

export const practice: CasePractice = { cases: [cases], calls, lists: [callsList, ...OFFICE_LISTS], registers: REGISTERS };
