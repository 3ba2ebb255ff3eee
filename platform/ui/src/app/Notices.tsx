import '../notice.css';
import { CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../Button.tsx';
import { classes } from '../classes.ts';
import { type ShownNotice, currentNotice, dismissNotice, undoLatest } from './notices.ts';
import { useShortcut } from './shortcuts.ts';
import { useStore } from './store.ts';
import { texts } from './texts.ts';

const staysMs = 8000;

/** The place of notices, bottom centre: a live region that is always there, so that what appears in it is read aloud. */
export function Notices() {
  const notice = useStore(currentNotice);
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && <Shown key={notice.number} notice={notice} />}
    </div>
  );
}

function Shown({ notice }: { readonly notice: ShownNotice }) {
  const [held, setHeld] = useState(false);
  const bad = notice.tone === 'bad';
  useShortcut(notice.undo ? 'z' : null, texts.undo, undoLatest);
  useEffect(() => {
    if (held || bad) return;
    const timer = setTimeout(dismissNotice, staysMs);
    return () => clearTimeout(timer);
  }, [held, bad]);
  return (
    <div
      className={classes('notice', bad && 'bad')}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {bad && <CircleAlert className="icon" aria-hidden />}
      <span>{notice.text}</span>
      {notice.undo && (
        <Button look="quiet" size="small" keys="z" onClick={undoLatest}>
          {texts.undo}
        </Button>
      )}
      {notice.act && (
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            dismissNotice();
            notice.act?.run();
          }}
        >
          {notice.act.label}
        </Button>
      )}
      {(bad || !notice.undo) && <IconButton icon={X} label={texts.dismiss} size="small" onClick={dismissNotice} />}
    </div>
  );
}
