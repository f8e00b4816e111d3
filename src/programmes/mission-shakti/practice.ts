// What the app is told about the registers of the hub: lists with their states, and tables as on paper.
import type { CasePractice } from '#shared/case-work.ts';
import { homeMonths } from './home-months.ts';
import { OFFICE_LISTS } from './office-lists.ts';
import { REGISTERS } from './registers.ts';

export const practice: CasePractice = { cases: [], lists: OFFICE_LISTS, registers: REGISTERS, apart: [homeMonths] };
