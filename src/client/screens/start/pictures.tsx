// Pictures that mark the locked spaces of a shared phone: known at a glance, saying no name.
import { useTranslation } from 'react-i18next';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName, type IconName } from '#client/ui/icons.ts';
import './start.css';

export const PICTURES = ['flower', 'elephant', 'mango', 'peacock', 'parrot', 'fish', 'lamp', 'lotus', 'tree', 'boat', 'water', 'star'] as const satisfies readonly IconName[];

export interface PictureGridProps {
  readonly pictures: readonly string[];
  readonly taken?: ReadonlySet<string>;
  readonly forgotten?: ReadonlySet<string>;
  readonly onChoose: (picture: string) => void;
}

export function PictureGrid({ pictures, taken, forgotten, onChoose }: PictureGridProps) {
  const { t } = useTranslation('app');
  return (
    <ul className="pictures">
      {pictures.map((picture) => {
        const isTaken = taken?.has(picture) ?? false;
        return (
          <li key={picture}>
            <button type="button" className={`picture picture--${picture}`} disabled={isTaken} onClick={() => onChoose(picture)}>
              {isIconName(picture) ? <Icon name={picture} size="huge" /> : null}
              <span>{t(`app:pictures.${picture}`)}</span>
              {forgotten?.has(picture) === true ? <span className="picture__note">{t('app:unlock.forgotten')}</span> : null}
              {isTaken ? <span className="visually-hidden">{t('app:picture.taken')}</span> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
