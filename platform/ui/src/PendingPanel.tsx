import { X } from 'lucide-react';
import { type Address, Link } from './app/index.ts';
import { buttonClass, IconButton } from './Button.tsx';
import { Empty, Skeleton } from './Note.tsx';
import { Panel } from './Panel.tsx';

export interface PendingPanelProps {
  /** A feature's texts, which have these among them. */
  readonly words: {
    readonly loading: string;
    readonly gone: string;
    readonly goneLead: string;
    readonly toList: string;
    readonly close: string;
  };
  /** It could not be read; else it is still on its way. */
  readonly isGone: boolean;
  /** Where all of its kind are. */
  readonly list: Address;
  readonly onClose: () => void;
}

/** The panel of a record that is not there yet, or not any more. */
export function PendingPanel({ words, isGone, list, onClose }: PendingPanelProps) {
  return (
    <Panel label={words.loading} onClose={onClose}>
      <div className="panel-bar">
        <span className="push" />
        <IconButton icon={X} label={words.close} onClick={onClose} />
      </div>
      <div className="panel-head">
        {isGone ? (
          <Empty
            title={words.gone}
            action={
              <Link {...list} className={buttonClass({})}>
                {words.toList}
              </Link>
            }
          >
            {words.goneLead}
          </Empty>
        ) : (
          <Skeleton lines={4} />
        )}
      </div>
    </Panel>
  );
}
