import './frozen-bar.css';
import { Button } from '@sotto/ui';
import { Snowflake } from 'lucide-react';
import { useSetFrozen } from './queries.ts';
import { texts } from './texts.ts';

/** Above every page while the account is frozen. It is not put away: what it says holds on every page. */
export default function FrozenBar() {
  const setFrozen = useSetFrozen();
  return (
    <aside className="frozen-bar" aria-label={texts.frozenName}>
      <Snowflake className="icon" aria-hidden />
      <p>{texts.frozenBar}</p>
      <Button size="small" disabled={setFrozen.isPending} onClick={() => setFrozen.mutate(false)}>
        {texts.thaw}
      </Button>
    </aside>
  );
}
