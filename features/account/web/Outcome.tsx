import { type Address, Link } from '@sotto/ui/app';
import { buttonClass } from '@sotto/ui';
import type { ReactNode } from 'react';
import { Door } from './Door.tsx';

export interface WayOn {
  readonly to: Address;
  readonly label: string;
}

export interface OutcomeProps {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
  /** Where one may go from here, the likeliest first. */
  readonly ways: readonly WayOn[];
}

/** How something ended, and where to go on. */
export function Outcome({ title, lead, children, ways }: OutcomeProps) {
  return (
    <Door title={title} alone>
      <p className="door-note" role="status">
        {lead}
      </p>
      {children}
      <div className="acts">
        {ways.map(({ to, label }, place) => (
          <Link key={label} className={buttonClass({ look: place === 0 ? 'primary' : 'quiet', size: 'large' })} {...to}>
            {label}
          </Link>
        ))}
      </div>
    </Door>
  );
}
