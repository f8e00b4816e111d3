// What the desk asks and does about people beyond the everyday: days of grants, names, leaving, codes for many.
import * as z from 'zod/mini';
import {
  codesResponseSchema, grantResponseSchema, identitySchema, okResponseSchema, personResponseSchema, revokeAllResponseSchema,
  type grantDaysRequestSchema, type releaseRequestSchema, type renamePersonRequestSchema,
} from '#shared/desk/people.ts';
import { signInResponseSchema } from '#shared/sync/profile.ts';
import { loadPeopleResponseSchema } from '#shared/desk/people-load.ts';
import { transferResponseSchema, type TransferRequest } from '#shared/desk/transfer.ts';
import { askJson, type DeskHttpDeps, type DeskResult } from './http.ts';

export type PeopleApi = ReturnType<typeof createPeopleApi>;

export function createPeopleApi(deps: DeskHttpDeps) {
  const post = <S extends z.ZodMiniType>(schema: S, path: string, body: unknown): Promise<DeskResult<z.infer<S>>> => askJson(deps, schema, { path, body });
  const part = encodeURIComponent;
  return {
    person: (person: string, signal?: AbortSignal) => askJson(deps, personResponseSchema, { path: `/api/people/${part(person)}`, signal }),
    rename: (person: string, names: z.infer<typeof renamePersonRequestSchema>) => post(okResponseSchema, `/api/people/${part(person)}/name`, names),
    setDays: (grant: string, days: z.infer<typeof grantDaysRequestSchema>) => post(grantResponseSchema, `/api/grants/${part(grant)}/days`, days),
    endGrant: (grant: string, version: number) => post(grantResponseSchema, `/api/grants/${part(grant)}/end`, { version }),
    release: (person: string, order: z.infer<typeof releaseRequestSchema>) => post(okResponseSchema, `/api/people/${part(person)}/release`, order),
    transferView: (person: string, signal?: AbortSignal) => askJson(deps, transferResponseSchema, { path: `/api/people/${part(person)}/transfer`, signal }),
    transfer: (person: string, order: TransferRequest) => post(okResponseSchema, `/api/people/${part(person)}/transfer`, order),
    revokeAll: (person: string) => post(revokeAllResponseSchema, `/api/people/${part(person)}/revoke`, {}),
    /** Name of the department's own sign-in; null: there is none. */
    otherSignIn: (signal?: AbortSignal) => askJson(deps, signInResponseSchema, { path: '/api/oidc', signal }),
    identity: (person: string, signal?: AbortSignal) => askJson(deps, identitySchema, { path: `/api/people/${part(person)}/identity`, signal }),
    setIdentity: (person: string, subject: string) => post(okResponseSchema, `/api/people/${part(person)}/identity`, { subject }),
    load: (place: string, dry: boolean, file: Blob) => askJson(deps, loadPeopleResponseSchema, { path: `/api/people/load?place=${part(place)}&dry=${dry}`, file }),
    codes: (people: readonly string[]) => post(codesResponseSchema, '/api/people/codes', { people }),
  };
}
