// Reads words aloud with the phone's own voice. Without a voice for the language there is no button.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { IconButton } from './button.tsx';

export interface SpeakButtonProps {
  /** Spoken one after the other, with a breath between. */
  readonly words: () => readonly string[];
  readonly language: string;
  /** What the button is called, silent and speaking. */
  readonly start: string;
  readonly stop: string;
}

export function SpeakButton({ words, language, start, stop }: SpeakButtonProps) {
  const voice = useVoice(language);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => {
    if (speaking) window.speechSynthesis.cancel();
  }, [speaking]);
  if (voice === undefined) return null;
  const speak = () => {
    window.speechSynthesis.cancel();
    if (speaking) return setSpeaking(false);
    const utterance = new SpeechSynthesisUtterance(words().filter((part) => part !== '').join('. '));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onend = () => setSpeaking(false);
    utterance.onerror = () => setSpeaking(false);
    window.speechSynthesis.speak(utterance);
    setSpeaking(true);
  };
  return <IconButton icon={speaking ? 'stop' : 'speaker'} label={speaking ? stop : start} onClick={speak} />;
}

/** A voice that stays on the phone if there is one: what is read out may be private. */
function useVoice(language: string): SpeechSynthesisVoice | undefined {
  const voices = useSyncExternalStore(subscribeVoices, allVoices);
  const fitting = voices.filter((voice) => voice.lang.replace('_', '-').startsWith(`${language.split('-')[0]}-`));
  return fitting.find((voice) => voice.localService && voice.lang.endsWith('IN')) ?? fitting.find((voice) => voice.localService);
}

let known: readonly SpeechSynthesisVoice[] = [];

function allVoices(): readonly SpeechSynthesisVoice[] {
  if (!('speechSynthesis' in window)) return known;
  if (known.length === 0) {
    const now = window.speechSynthesis.getVoices();
    if (now.length > 0) known = now;
  }
  return known;
}

function subscribeVoices(listener: () => void): () => void {
  if (!('speechSynthesis' in window)) return () => undefined;
  const refresh = () => {
    known = window.speechSynthesis.getVoices();
    listener();
  };
  window.speechSynthesis.addEventListener('voiceschanged', refresh);
  return () => window.speechSynthesis.removeEventListener('voiceschanged', refresh);
}
