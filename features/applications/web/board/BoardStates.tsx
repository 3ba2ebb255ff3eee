/** The board before there is something on it: loading, failed, empty. */
import './board-empty.css';
import { Link } from '@sotto/ui/app';
import { Button, buttonClass } from '@sotto/ui';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { openNewApplication } from '../new/new-application.ts';
import { texts } from '../texts.ts';

const afterMs = 300;
/** Where cards will stand, each by a name of its own. */
const places = ['abcd', 'abcde', 'abc', 'ab', 'a'];

/** Shaped like the board; from 300 ms on, so that a quick answer does not flash. */
export function BoardSkeleton() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className="board waiting" aria-hidden>
      {places.map((column) => (
        <div key={column} className="column">
          {Array.from(column, (card) => (
            <div key={card} className="skeleton card-skeleton" />
          ))}
        </div>
      ))}
    </div>
  );
}

export function BoardFailed({ again }: { readonly again: () => void }) {
  return (
    <div className="empty" role="alert">
      <p>{texts.notLoaded}</p>
      <Button onClick={again}>{texts.tryAgain}</Button>
    </div>
  );
}

export function BoardEmpty({ groupId }: { readonly groupId: string }) {
  return (
    <div className="empty board-empty">
      <p>{texts.emptyLead}</p>
      <div className="buttons">
        <Button look="primary" icon={Plus} onClick={() => openNewApplication()}>
          {texts.newApplication}
        </Button>
        <Link to="/import" search={{ group: groupId }} className={buttonClass({})}>
          {texts.bringWhatYouHave}
        </Link>
      </div>
    </div>
  );
}
