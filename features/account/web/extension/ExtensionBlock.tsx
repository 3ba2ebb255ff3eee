/** Having the extension and connecting it: the file of this server, three steps for each browser, and the code. */
import { Block, Button, Buttons, Note, Segments, Skeleton, buttonClass } from '@sotto/ui';
import { Download, Plug } from 'lucide-react';
import { useState } from 'react';
import { CopyButton } from '../security/CopyButton.tsx';
import './extension.css';
import { pictures } from './pictures.tsx';
import { type Archive, type BrowserName, browsers, useArchives } from './queries.ts';
import { texts } from './texts.ts';

const choices = browsers.map((browser) => ({ value: browser, label: texts.browsers[browser] }));

export function ExtensionBlock({ onConnect }: { readonly onConnect: () => void }) {
  const [browser, setBrowser] = useState<BrowserName>(ownBrowser);
  const archives = useArchives();
  const archive = archives?.find((one) => one.browser === browser);
  const connect = (
    <Button look="primary" icon={Plug} onClick={onConnect}>
      {texts.connect}
    </Button>
  );
  return (
    <Block
      title={texts.extension}
      actions={<Segments label={texts.whichBrowser} choices={choices} value={browser} onChange={setBrowser} />}
    >
      <p className="extension-lead">{texts.extensionLead}</p>
      {archives === undefined && <Skeleton lines={1} height="2rem" />}
      {archives !== undefined && archive === undefined && <NotBuilt />}
      {archive !== undefined && <Archived archive={archive} browser={browser} />}
      <Steps browser={browser} />
      <Note>{texts.unpacked[browser]}</Note>
      <Buttons className="after">
        {connect}
        <span className="faint">{texts.thenConnect}</span>
      </Buttons>
      <p className="faint after">
        {texts.guideLead} <code className="command">{texts.guide}</code>
      </p>
    </Block>
  );
}

/** The browser that shows this page; whatever is no Firefox takes the file for Chrome. */
function ownBrowser(): BrowserName {
  return navigator.userAgent.includes('Firefox/') ? 'firefox' : 'chrome';
}

function Archived({ archive, browser }: { readonly archive: Archive; readonly browser: BrowserName }) {
  const size = `${Math.ceil(archive.sizeBytes / 1000).toLocaleString()} kB`;
  return (
    <div className="extension-file">
      <a className={buttonClass({})} href={archive.path} download>
        <Download className="icon" aria-hidden />
        {texts.download[browser]}
      </a>
      <span className="faint">{texts.version(archive.version, size)}</span>
      <span className="hash">
        <span className="faint">{texts.sha256}</span>
        <code>{archive.sha256}</code>
        <CopyButton size="small" look="quiet" text={archive.sha256} name={texts.copyHash} />
      </span>
    </div>
  );
}

function NotBuilt() {
  return (
    <Note title={texts.notBuilt}>
      {texts.notBuiltLead} <code className="command">{texts.buildCommand}</code>
    </Note>
  );
}

function Steps({ browser }: { readonly browser: BrowserName }) {
  return (
    <ol className="extension-steps">
      {texts.steps[browser].map(({ name, says }, at) => (
        <li key={name}>
          {pictures[browser][at]}
          <b>{name}</b>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  );
}
