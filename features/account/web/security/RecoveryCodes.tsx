/** Ten recovery codes, this once: to copy, to download, to print. They can only be left by saying that they are kept. */
import { useFormat } from '@sotto/features/settings/web';
import { Button, DialogBody, DialogFoot, Note } from '@sotto/ui';
import { Download, Printer } from 'lucide-react';
import { saveFile } from '../save-file.ts';
import { texts } from '../texts-security.ts';
import { CopyButton } from './CopyButton.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** Someone tried to close the dialog without having kept them. */
  readonly reminded: boolean;
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, reminded, onKept }: RecoveryCodesProps) {
  const format = useFormat();
  const head = texts.codesHead(location.host);
  const made = texts.codesMade(format.longDay(format.today()));
  const asText = `${[head, made, '', ...codes, '', texts.codesFoot].join('\n')}\n`;
  return (
    <>
      <DialogBody>
        <p>{texts.keepCodesLead}</p>
        <ol className="recovery-codes" aria-label={texts.codesLabel}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div className="buttons">
          <CopyButton text={asText} label={texts.copyAll} />
          <Button icon={Download} onClick={() => saveFile(new Blob([asText], { type: 'text/plain' }), texts.codesFile)}>
            {texts.download}
          </Button>
          <Button icon={Printer} onClick={() => print()}>
            {texts.print}
          </Button>
        </div>
        <div role="alert">{reminded && <Note title={texts.keepFirst} />}</div>
        <div className="only-printed" aria-hidden>
          <h1>{head}</h1>
          <p>{made}</p>
          <ol>
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ol>
          <p>{texts.codesFoot}</p>
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="primary" onClick={onKept}>
          {texts.haveKept}
        </Button>
      </DialogFoot>
    </>
  );
}
