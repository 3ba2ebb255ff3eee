/** The popup, as it opens. */
import { render } from 'preact';
import { browser } from '../browser.ts';
import { createControl } from './control.tsx';
import { Popup } from './Popup.tsx';
import './popup.css';

// As the button says: Enter saves, also before anything has the focus.
addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter' && target === document.body) document.querySelector('form')?.requestSubmit();
});

void createControl({
  browser,
  now: () => Date.now(),
  chosenTab: new URLSearchParams(location.search).get('tab'),
  paint: (state, control) => render(<Popup state={state} control={control} />, document.body),
}).start();
