// What the screens of the library go by.
import type { LibraryWork } from '#shared/library-work.ts';
import { bandsOf, fitOf, MOST_QUESTIONS, nextQuestion, questionOf } from './fit.ts';
import { policyForm, studyForm } from './forms/paper.ts';
import { schemeForm } from './forms/scheme.ts';
import { trainingForm, trainingLog } from './forms/training.ts';
import { TOPICS } from './lists.ts';
import { inOrder, readPaper, readScheme, readTraining } from './sight.ts';
import words from './word-groups.json' with { type: 'json' };

const kind = ({ id, recordType }: { readonly id: string; readonly recordType: string }) => ({ recordType, form: id });

export const work: LibraryWork = {
  kinds: { scheme: kind(schemeForm), policy: kind(policyForm), study: kind(studyForm), training: kind(trainingForm) },
  logForm: trainingLog.id,
  closed: { state: 'closed' },
  topics: TOPICS,
  readScheme, inOrder, readPaper, readTraining,
  fit: { mostQuestions: MOST_QUESTIONS, fitOf, nextQuestion, bandsOf, questionOf },
  words,
};
