// What the pages of the State Resource Centre ask the server. Nothing that says who a child is stands in an
// address: children are named by their tokens.
import type * as z from 'zod/mini';
import {
  answeredOpeningSchema, beganFileSchema, subjectOpeningsSchema, subjectsResponseSchema, subjectViewSchema,
  type answerOpeningSchema, type beginFileSchema, type lookSubjectSchema,
} from '#shared/subjects/child.ts';
import { pairSchema, pairsResponseSchema, partResponseSchema, type decidePairSchema, type joinSchema, type PAIR_STANDINGS, type partSchema } from '#shared/subjects/pair.ts';
import { matchingResponseSchema, type turnBackSchema } from '#shared/subjects/matching.ts';
import { sourcesResponseSchema } from '#shared/subjects/quality.ts';
import { answeredReferralSchema, referralIdentitySchema, referralsResponseSchema, type answerReferralSchema, type lookReferralSchema, type ReferralList } from '#shared/subjects/referral.ts';
import {
  doneSchema, erasedSubjectSchema, madeRightSchema, releasedSchema, rightsSchema,
  type answerErasureSchema, type answerRequestSchema, type askErasureSchema, type makeHoldSchema, type makeRequestSchema, type releaseSchema,
} from '#shared/subjects/rights.ts';
import { subjectSheetSchema } from '#shared/subjects/sheet.ts';
import { askBlob, askJson, type DeskHttpDeps, type DeskResult } from './http.ts';

export interface PairsAsk {
  readonly place: string;
  readonly standing: (typeof PAIR_STANDINGS)[number];
  readonly category?: string | undefined;
  readonly district?: number | undefined;
  readonly after?: string | undefined;
}

export interface SubjectsAsk {
  readonly place: string;
  readonly category?: string | undefined;
  readonly source?: string | undefined;
  readonly district?: number | undefined;
  readonly lists?: number | undefined;
  readonly covered?: 'yes' | undefined;
  readonly token?: string | undefined;
  readonly after?: string | undefined;
}

export interface ReferralsAsk {
  readonly place: string;
  readonly state: ReferralList;
  readonly department?: string | undefined;
  readonly after?: string | undefined;
}

export interface SheetAsk {
  readonly place: string;
  /** Months, `2026-04`. */
  readonly from: string;
  readonly to: string;
  readonly category?: string | undefined;
}

export type SubjectsApi = ReturnType<typeof createSubjectsApi>;

export function createSubjectsApi(deps: DeskHttpDeps) {
  const get = <S extends z.ZodMiniType>(schema: S, path: string, query: Readonly<Record<string, string | number | undefined>>, signal?: AbortSignal): Promise<DeskResult<z.infer<S>>> => {
    const said = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
    return askJson(deps, schema, { path: `/api/subjects${path}?${said.toString()}`, signal });
  };
  const post = <S extends z.ZodMiniType>(schema: S, path: string, body: unknown): Promise<DeskResult<z.infer<S>>> => askJson(deps, schema, { path: `/api/subjects${path}`, body });
  const part = encodeURIComponent;
  return {
    sources: (place: string, signal?: AbortSignal) => get(sourcesResponseSchema, '/sources', { place }, signal),

    matching: (place: string, signal?: AbortSignal) => get(matchingResponseSchema, '/matching', { place }, signal),
    matchAll: (place: string) => post(matchingResponseSchema, '/matching', { place }),
    turnBack: (run: string, order: z.infer<typeof turnBackSchema>) => post(matchingResponseSchema, `/matching/${part(run)}/back`, order),

    pairs: (ask: PairsAsk, signal?: AbortSignal) => get(pairsResponseSchema, '/pairs', { ...ask }, signal),
    decide: (decision: z.infer<typeof decidePairSchema>) => post(pairSchema, '/pairs', decision),
    part: (token: string, order: z.infer<typeof partSchema>) => post(partResponseSchema, `/${part(token)}/part`, order),

    join: (token: string, order: z.infer<typeof joinSchema>) => post(partResponseSchema, `/${part(token)}/join`, order),

    list: (ask: SubjectsAsk, signal?: AbortSignal) => get(subjectsResponseSchema, '', { ...ask }, signal),
    view: (token: string, place: string, signal?: AbortSignal) => get(subjectViewSchema, `/${part(token)}`, { place }, signal),
    /** Kept by the server as a look. Error `opening-waits`: a second person has been asked. */
    look: (token: string, asking: z.infer<typeof lookSubjectSchema>) => post(subjectViewSchema, `/${part(token)}/look`, asking),

    beginFile: (token: string, order: z.infer<typeof beginFileSchema>) => post(beganFileSchema, `/${part(token)}/file`, order),

    sheet: (ask: SheetAsk, signal?: AbortSignal) => get(subjectSheetSchema, '/sheet', { ...ask }, signal),
    exportSheet: (wanted: SheetAsk & { readonly format: 'csv' | 'xlsx'; readonly language: string }) => askBlob(deps, { path: '/api/exports/subjects', body: wanted }),

    rights: (place: string, signal?: AbortSignal) => get(rightsSchema, '/rights', { place }, signal),
    makeRequest: (asked: z.infer<typeof makeRequestSchema>) => post(madeRightSchema, '/requests', asked),
    answerRequest: (id: string, said: z.infer<typeof answerRequestSchema>) => post(doneSchema, `/requests/${part(id)}`, said),
    makeHold: (order: z.infer<typeof makeHoldSchema>) => post(madeRightSchema, '/holds', order),
    endHold: (id: string, at: { readonly place: string }) => post(doneSchema, `/holds/${part(id)}/end`, at),
    askErasure: (asked: z.infer<typeof askErasureSchema>) => post(madeRightSchema, '/erasures', asked),
    answerErasure: (id: string, said: z.infer<typeof answerErasureSchema>) => post(erasedSubjectSchema, `/erasures/${part(id)}`, said),
    release: (asked: z.infer<typeof releaseSchema>) => post(releasedSchema, '/retention', asked),

    openings: (place: string, signal?: AbortSignal) => get(subjectOpeningsSchema, '/openings', { place }, signal),
    referrals: (ask: ReferralsAsk, signal?: AbortSignal) => get(referralsResponseSchema, '/referrals', { ...ask }, signal),
    lookAtReferral: (asking: z.infer<typeof lookReferralSchema>) => post(referralIdentitySchema, '/referrals/look', asking),
    answerReferral: (said: z.infer<typeof answerReferralSchema>) => post(answeredReferralSchema, '/referrals', said),

    answer: (opening: string, word: z.infer<typeof answerOpeningSchema>) => post(answeredOpeningSchema, `/openings/${part(opening)}`, word),
  };
}
