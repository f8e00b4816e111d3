// From nothing to an open space with its list, one question a page.
import { useEffect, useState } from 'react';
import type { Enrolment, Phone, Session } from '#client/app/services.ts';
import type { SignInTrouble } from '#shared/sync/sign-in.ts';
import { ChoosePicture } from './choose-picture.tsx';
import { Enrol } from './enrol.tsx';
import { FirstDownload } from './first-download.tsx';
import { Privacy } from './privacy.tsx';
import { SetPin } from './set-pin.tsx';
import { Welcome } from './welcome.tsx';

type Step =
  | { readonly at: 'welcome' | 'code' }
  | { readonly at: 'notice' | 'picture'; readonly enrolment: Enrolment }
  | { readonly at: 'pin'; readonly enrolment: Enrolment; readonly picture: string }
  | { readonly at: 'list'; readonly session: Session };

export interface StartFlowProps {
  readonly phone: Phone;
  /** Someone else works on this phone already. */
  readonly adding: boolean;
  /** Read from a slip by the camera. */
  readonly scanned?: string | undefined;
  /** The department's own sign-in led back without a code. */
  readonly trouble?: SignInTrouble | undefined;
  readonly onOpen: (session: Session) => void;
  readonly onLeave: () => void;
  /** To try it first, without a code. */
  readonly onPractise: () => Promise<void>;
}

export function StartFlow({ phone, adding, scanned, trouble, onOpen, onLeave, onPractise }: StartFlowProps) {
  const [step, setStep] = useState<Step>({ at: adding || scanned !== undefined || trouble !== undefined ? 'code' : 'welcome' });
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void phone.spaces().then((spaces) => setTaken(new Set(spaces.map((s) => s.picture))));
  }, [phone]);

  switch (step.at) {
    case 'welcome':
      return <Welcome onStart={() => setStep({ at: 'code' })} onPractise={onPractise} />;
    case 'code':
      return <Enrol phone={phone} scanned={scanned} came={trouble} onBack={adding ? onLeave : () => setStep({ at: 'welcome' })} onEnrolled={(enrolment) => setStep({ at: 'notice', enrolment })} />;
    case 'notice':
      return <Privacy enrolment={step.enrolment} onAgree={() => setStep({ at: 'picture', enrolment: step.enrolment })} />;
    case 'picture':
      return <ChoosePicture taken={taken} onChoose={(picture) => setStep({ at: 'pin', enrolment: step.enrolment, picture })} />;
    case 'pin':
      return (
        <SetPin
          onBack={() => setStep({ at: 'picture', enrolment: step.enrolment })}
          onSet={async (pin) => {
            const session = await phone.createSpace(step.enrolment, step.picture, pin);
            setStep({ at: 'list', session });
          }}
        />
      );
    case 'list':
      return <FirstDownload session={step.session} onDone={() => onOpen(step.session)} />;
  }
}
