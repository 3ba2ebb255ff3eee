/** The popup, as it opens. */
import { render } from 'preact';
import { browser } from '../browser.ts';
import { createControl } from './control.tsx';
import { Popup } from './Popup.tsx';
import './popup.css';

void createControl({
  browser,
  now: () => Date.now(),
  chosenTab: new URLSearchParams(location.search).get('tab'),
  paint: (state, control) => render(<Popup state={state} control={control} />, document.body),
}).start();
