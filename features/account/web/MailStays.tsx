import { Note } from '@sotto/ui';
import { doorTexts as texts } from './texts-doors.ts';

/** For whoever waits for a letter where no mail leaves: how it is read. */
export function MailStays() {
  return (
    <div className="after">
      <Note title={texts.mailStays}>
        {texts.mailStaysLead} <code className="command">{texts.mailCommand}</code>
      </Note>
    </div>
  );
}
