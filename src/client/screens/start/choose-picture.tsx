import { useTranslation } from 'react-i18next';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { PictureGrid, PICTURES } from './pictures.tsx';

export function ChoosePicture({ taken, onChoose }: { readonly taken: ReadonlySet<string>; readonly onChoose: (picture: string) => void }) {
  const { t } = useTranslation('app');
  return (
    <Screen top={<TopBar title={t('app:picture.title')} />}>
      <p>{t('app:picture.help')}</p>
      <PictureGrid pictures={PICTURES} taken={taken} onChoose={onChoose} />
    </Screen>
  );
}
