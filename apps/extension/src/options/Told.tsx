/** What came of a press, beside the button. */
import { attention, done, Icon } from '../icon.tsx';

export function Told({ text, isTrouble = false }: { readonly text: string; readonly isTrouble?: boolean }) {
  return (
    <div class={isTrouble ? 'note warn' : 'note'} role={isTrouble ? 'alert' : 'status'}>
      <Icon path={isTrouble ? attention : done} />
      <span>{text}</span>
    </div>
  );
}
