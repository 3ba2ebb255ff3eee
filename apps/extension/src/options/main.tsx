/** The options page, as it opens. */
import { render } from 'preact';
import { Options } from './Options.tsx';
import { createControl } from './state.ts';
import './options.css';

void createControl((state, control) => render(<Options state={state} control={control} />, document.body)).start();
