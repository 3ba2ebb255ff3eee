import { Note } from '@sotto/ui';
import { texts } from './texts-security.ts';

/** Where letters are when no mail server is set. */
export function NoMail() {
  return (
    <div className="after">
      <Note title={texts.noMail}>
        {texts.noMailLead} <code className="command">{texts.noMailCommand}</code>
      </Note>
    </div>
  );
}
