// The library on a phone: schemes to look through and to find, each on a page of its own, and the questions by
// which they may fit. What was answered lives as long as one stays here, in memory only.
import { useState } from 'react';
import { useRoute } from 'wouter';
import { Ask } from './ask.tsx';
import { NOTHING_ASKED } from './asked.ts';
import { SchemeList } from './scheme-list.tsx';
import { SchemePage } from './scheme-page.tsx';
import { useLibrary } from './use-library.ts';
import './library.css';

export function Library() {
  const library = useLibrary();
  const [asked, setAsked] = useState(NOTHING_ASKED);
  const [left, setLeft] = useState({ query: '', topic: '' });
  const [, params] = useRoute<{ id: string }>('/schemes/:id');
  const id = params?.id;
  if (id === 'ask') return <Ask library={library} asked={asked} onAsked={setAsked} />;
  if (id !== undefined) return <SchemePage key={id} library={library} id={id} />;
  return <SchemeList library={library} left={left} onLeft={setLeft} />;
}
