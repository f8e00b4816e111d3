import type { Paper } from '#shared/case-work.ts';
import { rowIds, type DehriRecord } from '#shared/record/record.ts';

export interface ReadyPaper {
  readonly paper: Paper;
  readonly row: string | undefined;
  readonly href: string;
}

/** Every paper that may be printed of the record now: one, or one for each line it is about. */
export function readyPapers(papers: readonly Paper[], record: DehriRecord): readonly ReadyPaper[] {
  return papers.flatMap((paper): ReadyPaper[] => {
    const href = `/cases/${record.id}/paper/${paper.key}`;
    if (paper.repeat === undefined) return paper.ready(record) ? [{ paper, row: undefined, href }] : [];
    return rowIds(record.values, paper.repeat).flatMap((row) => (paper.ready(record, row) ? [{ paper, row, href: `${href}/${row}` }] : []));
  });
}
