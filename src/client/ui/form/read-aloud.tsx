// Reads a question aloud.
import { SpeakButton, type SpeakButtonProps } from '../speak-button.tsx';
import { useKit } from './form-kit.ts';

export function ReadAloud({ words }: Pick<SpeakButtonProps, 'words'>) {
  const { t, language } = useKit();
  return <SpeakButton words={words} language={language} start={t('form:read.start')} stop={t('form:read.stop')} />;
}
