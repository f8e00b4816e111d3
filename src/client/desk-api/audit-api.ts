// The audit log: searched, checked whole, taken out.
import type * as z from 'zod/mini';
import { auditSearchResponseSchema, chainsResponseSchema, checkChainResponseSchema, type AuditFilter, type exportAuditRequestSchema } from '#shared/desk/audit-search.ts';
import { askBlob, askJson, type DeskHttpDeps } from './http.ts';

export type AuditApi = ReturnType<typeof createAuditApi>;

export function createAuditApi(deps: DeskHttpDeps) {
  return {
    search: (filter: AuditFilter, before: number | undefined, signal?: AbortSignal) =>
      askJson(deps, auditSearchResponseSchema, { path: '/api/audit/search', body: { ...filter, ...(before === undefined ? {} : { before }) }, signal }),
    chains: (place: string, signal?: AbortSignal) => askJson(deps, chainsResponseSchema, { path: `/api/audit/chains?place=${encodeURIComponent(place)}`, signal }),
    check: (place: string, district: number, after: number) => askJson(deps, checkChainResponseSchema, { path: '/api/audit/check', body: { place, district, after } }),
    exportLog: (wanted: z.input<typeof exportAuditRequestSchema>) => askBlob(deps, { path: '/api/audit/export', body: wanted }),
  };
}
