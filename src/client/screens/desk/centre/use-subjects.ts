import { useMemo } from 'react';
import { createSubjectsApi, type SubjectsApi } from '#client/desk-api/subjects-api.ts';
import { useDesk } from '../desk-context.tsx';

/** The centre's questions to the server, by the desk's own line. */
export function useSubjects(): SubjectsApi {
  const { api } = useDesk();
  return useMemo(() => createSubjectsApi(api.deps), [api]);
}
