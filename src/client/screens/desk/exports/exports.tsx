// Records or the sheet as a file. Why records are taken out is asked and kept in the audit log; large
// files are made on the server while she does something else, and listed below until they are fetched.
import type { PlaceCode } from '#shared/place/place.ts';
import { PageHead } from '../page-head.tsx';
import { QueryView } from '../query-view.tsx';
import { useDesk } from '../desk-context.tsx';
import { useQuery } from '../use-query.ts';
import { ExportForm, type Exportable } from './export-form.tsx';
import { PastExports } from './past-exports.tsx';
import './exports.css';

export function Exports({ place }: { readonly place: PlaceCode }) {
  const { api } = useDesk();
  const types = useQuery(`exports:${place}`, (signal) => api.exportTypes(place, signal));
  const past = useQuery(`past-exports:${place}`, (signal) => api.exports(place, signal));
  const all = (types.value?.types ?? []).flatMap(({ programme, type, repeats, days, records }) => [undefined, ...repeats].map((repeat): Exportable => (
    { programme, type, repeat, records, days: days.filter((path) => !path.includes('.') || path.startsWith(`${repeat ?? ''}.*.`)) }
  )));
  return (
    <>
      <PageHead section="exports" place={place} />
      <QueryView query={types}>{() => <ExportForm place={place} all={all} onBegun={past.reload} />}</QueryView>
      <QueryView query={past}>{({ exports }) => <PastExports exports={exports} all={all} onChange={past.reload} busy={past.busy} />}</QueryView>
    </>
  );
}
