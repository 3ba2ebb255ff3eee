/** Every small thing in its states, for looking at beside the pictures of the design. Served by `npm run dev` at /parts only. */
import './parts.css';
import {
  Button,
  Buttons,
  Checkbox,
  Empty,
  Field,
  Kbd,
  Keys,
  Menu,
  type MenuItem,
  Note,
  Progress,
  Segments,
  Skeleton,
  Stage,
  Switch,
  Tabs,
  TextInput,
  Wordmark,
  stageLooks,
} from '@sotto/ui';
import { Combobox, Select } from '@sotto/ui/choice';
import { notify } from '@sotto/ui/app';
import { Download, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ThemeSwitch } from '../shell/RailFoot.tsx';

const items: readonly MenuItem[] = stageLooks.slice(0, 9).map((look, index) => ({
  id: look,
  label: <Stage look={look}>{look}</Stage>,
  text: look,
  keys: String(index + 1),
  ...(index === 2 && { chosen: true }),
  run: () =>
    notify({
      text: (
        <>
          Moved to <Stage look={look}>{look}</Stage>
        </>
      ),
      undo: () => {},
    }),
}));

export function PartsPage() {
  const [span, setSpan] = useState('week');
  const [tab, setTab] = useState('all');
  const [look, setLook] = useState('applied');
  const [company, setCompany] = useState('');
  return (
    <main className="parts">
      <header>
        <Wordmark large />
        <h1 className="hidden-name">Parts</h1>
        <span className="faint">every small thing in its states</span>
        <span className="push">
          <ThemeSwitch />
        </span>
      </header>
      <div className="parts-grid">
        <Part title="Stages">
          <ul className="stage-list">
            {stageLooks.map((one) => (
              <li key={one}>
                <Stage look={one}>{one}</Stage>
              </li>
            ))}
          </ul>
        </Part>
        <Part title="Buttons">
          <Buttons>
            <Button look="primary" icon={Plus} keys="n">
              New application
            </Button>
            <Button icon={Download}>Export</Button>
          </Buttons>
          <Buttons>
            <Button look="quiet">Cancel</Button>
            <Button disabled>Waiting</Button>
          </Buttons>
          <Buttons>
            <Button size="small">Small</Button>
            <Button size="small" look="warned">
              Delete…
            </Button>
            <Button look="destroy">Delete Account</Button>
          </Buttons>
          <div>
            <Segments
              label="Span"
              value={span}
              onChange={setSpan}
              choices={[
                { value: 'week', label: 'Week' },
                { value: 'month', label: 'Month' },
              ]}
            />
          </div>
          <Tabs
            label="Example"
            value={tab}
            onChange={setTab}
            tabs={[
              { value: 'all', label: 'All', count: 64 },
              { value: 'waiting', label: 'Waiting', count: 13 },
            ]}
          >
            <span className="faint">{tab}</span>
          </Tabs>
        </Part>
        <Part title="Fields">
          <Field label="Company" help="Saved">
            <TextInput defaultValue="Kestrel Freight" />
          </Field>
          <Field label="Closes" optional="if known" error="November has 30 days. 30 November?">
            <TextInput defaultValue="31 Nov" />
          </Field>
          <Field label="Stage">
            <Select
              value={look}
              onChange={setLook}
              options={stageLooks.map((one) => ({ value: one, label: <Stage look={one}>{one}</Stage> }))}
            />
          </Field>
          <Field label="Another company">
            <Combobox
              narrow
              value={company}
              onChange={setCompany}
              suggestions={[{ value: 'Kestrel Freight', end: '2 applications' }, { value: 'Windrose Parcel' }]}
            />
          </Field>
          <Buttons>
            <Checkbox defaultChecked>Remote</Checkbox>
            <Checkbox>Hybrid</Checkbox>
            <Checkbox some>Some</Checkbox>
            <Checkbox round>Done</Checkbox>
            <Switch aria-label="On" defaultChecked />
            <Switch aria-label="Off" />
          </Buttons>
        </Part>
        <Part title="Move to…">
          <Menu label="Move to…" items={items} trigger={(props) => <Button {...props}>Move to…</Button>} />
        </Part>
        <Part title="Waiting">
          <Skeleton lines={3} />
          <Empty title="Nobody here yet" action={<Button icon={Plus}>Add a contact</Button>}>
            People you meet on the way: recruiters, interviewers, whoever put in a word.
          </Empty>
        </Part>
        <Part title="Notes">
          <Note>Pay as posted; currencies are not converted.</Note>
          <Note tone="warn" title="You may already have this one">
            Applied 5 November, still open.
          </Note>
          <Note tone="bad" title="Not saved">
            The server did not answer. Your text is kept here.
          </Note>
        </Part>
        <Part title="Progress">
          <Progress label="68 of 118 rows" max={118} value={68} />
          <p className="faint">You can leave this page. It goes on, and you will find it here.</p>
        </Part>
        <Part title="Keys">
          <dl className="keymap">
            <dt>
              <Keys keys="Ctrl+K" />
            </dt>
            <dd>everything</dd>
            <dt>
              <Kbd>n</Kbd>
            </dt>
            <dd>new application</dd>
            <dt>
              <Keys keys="Alt+right" />
            </dt>
            <dd>carry a card</dd>
          </dl>
        </Part>
      </div>
    </main>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
