// Files of persons: by state, by who is responsible, by number or name. On the phone the list and then a
// file; on the desk both beside each other.
import { useLocation } from 'wouter';
import { useBack } from '#client/app/back.ts';
import { useDehri } from '#client/app/context.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { useDesk } from '../case-screen.tsx';
import { FilePage } from '../file/file-page.tsx';
import { useWorks } from '../practice.ts';
import { FileList } from './file-list.tsx';

export function Files({ open }: { readonly open?: string }) {
  const { store } = useDehri();
  const works = useWorks();
  const desk = useDesk();
  const [, navigate] = useLocation();
  const back = useBack('/cases');
  const record = open === undefined ? undefined : store.get(open);
  const at = works.find(({ work }) => work.recordType === record?.type);
  if (open !== undefined && at === undefined && store.get(open) !== undefined) return <NotFound />;
  if (desk) {
    return (
      <FileList {...(open === undefined ? {} : { open })}>
        {open === undefined ? undefined : <FilePage key={open} id={open} pane onBack={() => navigate('/cases')} />}
      </FileList>
    );
  }
  return open === undefined ? <FileList /> : <FilePage key={open} id={open} onBack={back} />;
}
