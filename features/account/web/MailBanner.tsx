import { IconButton } from '@sotto/ui';
import { X } from 'lucide-react';
import { useState } from 'react';
import './mail-banner.css';
import { doorTexts as texts } from './texts-doors.ts';

/** Says nothing about the person, so it may stay in the tab after they sign out. */
const storedAs = 'sotto-mail-banner';

/** Where mails stay on the machine: one line that says so, until it is put away for this tab. */
export default function MailBanner() {
  const [shown, setShown] = useState(() => sessionStorage.getItem(storedAs) === null);
  if (!shown) return null;
  const putAway = () => {
    sessionStorage.setItem(storedAs, 'away');
    setShown(false);
  };
  return (
    <aside className="mail-banner" aria-label={texts.mailStays}>
      <p>
        {texts.mailBanner} <code>{texts.mailCommand}</code>
      </p>
      <IconButton icon={X} label={texts.dismissBanner} size="small" onClick={putAway} />
    </aside>
  );
}
