/** Drawn, not photographed: what to press in each browser's own pages, in our lines, light and dark. The words beneath say it all. */
import type { ReactNode } from 'react';
import type { BrowserName } from './queries.ts';

function Drawn({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="drawn" viewBox="0 0 240 150" aria-hidden>
      {children}
    </svg>
  );
}

/** A window with an address in its bar. */
function Window({ address, children }: { readonly address: string; readonly children: ReactNode }) {
  return (
    <Drawn>
      <rect className="frame" width="240" height="32" />
      <path className="line" d="M12 16h.01M20 16h.01M28 16h.01" />
      <rect className="press" x="44" y="7" width="150" height="18" rx="9" />
      <text className="pressed" x="56" y="19.5">
        {address}
      </text>
      {children}
    </Drawn>
  );
}

const press = (label: string, { x, y, width }: { x: number; y: number; width: number }) => (
  <>
    <rect className="press" x={x} y={y} width={width} height="20" rx="5" />
    <text className="pressed" x={x + 8} y={y + 13.5}>
      {label}
    </text>
  </>
);

const file = (x: number, name: string) => (
  <>
    <path className="box" d={`M${x} 38h34l14 14v52h-48z`} />
    <path className="box" d={`M${x + 34} 38v14h14`} />
    <text className="words" x={x + 12} y="84">
      {name}
    </text>
  </>
);

const folder = (
  <>
    <path className="box" d="M148 56h20l7 8h33v40h-60z" />
    <text className="words" x="164" y="90">
      sotto
    </text>
  </>
);

const arrow = <path className="arrow" d="M104 76h30m-8-7 8 7-8 7" />;

const cards = (
  <>
    <rect className="box" x="16" y="86" width="64" height="48" rx="5" />
    <rect className="box" x="88" y="86" width="64" height="48" rx="5" />
    <rect className="box" x="160" y="86" width="64" height="48" rx="5" />
    <path className="line" d="M26 100h30M26 110h42M98 100h24M98 110h40M170 100h34M170 110h26" />
  </>
);

const keptFile = (
  <Drawn>
    {file(40, 'zip')}
    {arrow}
    <path className="box" d="M148 48h60v56h-60z" />
    <path className="arrow" d="M178 60v24m-8-8 8 8 8-8M164 94h28" />
  </Drawn>
);

const unpacked = (
  <Drawn>
    {file(40, 'zip')}
    {arrow}
    {folder}
  </Drawn>
);

const chromePage = (
  <Window address="chrome://extensions">
    <text className="words" x="112" y="57">
      Developer mode
    </text>
    <rect className="press" x="194" y="46" width="30" height="16" rx="8" />
    <circle className="knob" cx="216" cy="54" r="5" />
    {cards}
  </Window>
);

const chromeLoad = (
  <Window address="chrome://extensions">
    {press('Load unpacked', { x: 16, y: 46, width: 92 })}
    <rect className="box" x="116" y="46" width="50" height="20" rx="5" />
    <rect className="box" x="174" y="46" width="50" height="20" rx="5" />
    {cards}
  </Window>
);

const firefoxPage = (
  <Window address="about:debugging">
    <rect className="frame" y="32" width="84" height="118" />
    {press('This Firefox', { x: 8, y: 62, width: 72 })}
    <path className="line" d="M16 48h30M16 100h44M100 52h56M100 68h110M100 84h90" />
  </Window>
);

const firefoxLoad = (
  <Window address="about:debugging">
    <rect className="frame" y="32" width="60" height="118" />
    <text className="words" x="76" y="54">
      Temporary Extensions
    </text>
    {press('Load Temporary Add-on…', { x: 76, y: 64, width: 140 })}
    <path className="line" d="M12 54h30M12 70h36M76 104h120M76 120h90" />
  </Window>
);

/** In the order of the steps. */
export const pictures: Readonly<Record<BrowserName, readonly ReactNode[]>> = {
  chrome: [unpacked, chromePage, chromeLoad],
  firefox: [keptFile, firefoxPage, firefoxLoad],
};
