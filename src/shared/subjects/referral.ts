// Messages about what is referred to departments: each sees what is asked of itself, by token; the centre sees what
// is late, by department. Whose it is comes only with a look at one referral, and of a protected child never.
import * as z from 'zod/mini';
import { isDay } from '../form/calendar.ts';
import { LOOK_REASONS } from '../access/look.ts';
import { placeCode } from '../desk/people.ts';
import { REFERRAL_ANSWERS, REFERRAL_STANDINGS } from './category.ts';

const districtNumber = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1));
const recordId = z.string().check(z.regex(/^[\x21-\x7e]{1,120}$/u));
const rowId = z.string().check(z.regex(/^[0-9A-Za-z_-]{1,64}$/u));

/** Due or answered day, district, record and row of the last one shown. */
const referralCursor = z.string().check(z.regex(/^\d{4}(?:-\d\d-\d\d)? \d{1,9} [\x21-\x7e]{1,120} [0-9A-Za-z_-]{1,64}$/u));

export const REFERRAL_LISTS = ['open', 'overdue', 'answered'] as const;
export type ReferralList = (typeof REFERRAL_LISTS)[number];

/**
 * GET /api/subjects/referrals?place=5.dep1&state=open : what is asked of that department, soonest due first, 50 at a time.
 * place=5 : of all departments, or `department`, to who works at the centre; rows of protected children only to who guards them.
 */
export const referralsQuerySchema = z.object({ place: placeCode, state: z._default(z.enum(REFERRAL_LISTS), 'open'), department: z.optional(z.string().check(z.maxLength(40))), after: z.optional(referralCursor) });
export const referralRowSchema = z.object({
  token: z.string(), district: z.int(), record: z.string(), row: z.string(), department: z.string(), service: z.string(), covered: z.boolean(),
  /** ISO days; '' for what has not been. `over`: days past the due day. */
  sentDay: z.string(), due: z.nullable(z.string()), over: z.int(), state: z.enum(REFERRAL_STANDINGS), receivedDay: z.string(), answeredDay: z.string(), answerNote: z.string(),
});
export type ReferralRow = z.infer<typeof referralRowSchema>;
export const referralsResponseSchema = z.object({
  rows: z.array(referralRowSchema), next: z.nullable(z.string()),
  /** Of every department that is asked about: what is open, and how much of it is late. */
  departments: z.array(z.object({ department: z.string(), open: z.int(), overdue: z.int() })),
});
export type Referrals = z.infer<typeof referralsResponseSchema>;

/** POST /api/subjects/referrals/look : who it is, to serve her; by the department alone, kept in the audit log. 404 for a protected child. */
export const lookReferralSchema = z.object({ place: placeCode, district: districtNumber, record: recordId, row: rowId, reason: z.enum(LOOK_REASONS) });
/** Values by field of the file. */
export const referralIdentitySchema = z.object({ token: z.string(), identity: z.record(z.string(), z.union([z.string(), z.number()])) });
export type ReferralIdentity = z.infer<typeof referralIdentitySchema>;

/** POST /api/subjects/referrals : 409 `conflict` when it is over already; a refusal without a reason is a bad request (`note`). */
export const answerReferralSchema = z.object({
  place: placeCode, district: districtNumber, record: recordId, row: rowId, answer: z.enum(REFERRAL_ANSWERS),
  day: z.string().check(z.refine((text) => isDay(text))), note: z.string().check(z.maxLength(1000)),
});
export const answeredReferralSchema = z.object({ state: z.enum(REFERRAL_STANDINGS) });
