/** The popup: its head, and the one view that is open. */
import { Icon } from '../icon.tsx';
import { popupTexts as texts } from '../texts.ts';
import type { Control } from './control.tsx';
import { Preview } from './Preview.tsx';
import { hostOf, type State } from './state.ts';

const fill =
  'M12 20h-1a2 2 0 0 1-2-2 2 2 0 0 1-2 2H6M13 8h7a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-7M5 16H4a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h1M6 4h1a2 2 0 0 1 2 2 2 2 0 0 1 2-2h1M9 6v12';
const settings = 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4';

export interface PopupProps {
  readonly state: State;
  readonly control: Control;
}

export function Popup({ state, control }: PopupProps) {
  return (
    <>
      <Head state={state} control={control} />
      <main aria-busy={state.view.kind === 'reading' || state.busy}>
        <View state={state} control={control} />
      </main>
    </>
  );
}

function Head({ state: { connection, view, waiting }, control }: PopupProps) {
  const isForm = view.kind === 'part' && view.name === 'form';
  return (
    <header>
      <h1 class="wordmark" aria-label={texts.sotto}>
        sott<span>o</span>
      </h1>
      <span class="push" />
      {waiting > 0 && (
        <button type="button" class="button quiet small" onClick={() => void control.openOptions()}>
          {texts.waiting(waiting)}
        </button>
      )}
      {connection !== null && !isForm && <Act icon={fill} text={texts.fillForm} onClick={() => void control.showForm()} />}
      <Act icon={settings} text={texts.options} onClick={control.openOptions} />
    </header>
  );
}

function Act({ icon, text, onClick }: { readonly icon: string; readonly text: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="button quiet only" aria-label={text} title={text} onClick={onClick}>
      <Icon path={icon} />
    </button>
  );
}

function View({ state, control }: PopupProps) {
  const { view } = state;
  switch (view.kind) {
    case 'reading':
      return (
        <div class="popup-body reading after-a-while" role="status">
          <span class="hidden-name">{texts.reading}</span>
          <div class="skeleton" />
        </div>
      );
    case 'part':
      return view.show();
    case 'preview':
      return <Preview state={state} control={control} trouble={troubleText(state)} />;
  }
}

/** While nothing was pressed, a server that does not answer is no trouble: what is saved waits. */
function troubleText(state: State): string | null {
  const { failed } = state;
  return failed?.failure.kind === 'unreachable' ? texts.offline(hostOf(state)) : (failed?.message ?? null);
}
