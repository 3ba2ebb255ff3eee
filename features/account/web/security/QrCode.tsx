import { encode } from 'uqr';

/** Modules of white around it, without which scanners do not find it. Source: ISO/IEC 18004, 6.3.8. */
const quietZone = 4;

/** A QR code, black on white in every theme: scanners look for dark on light. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const side = size + 2 * quietZone;
  return (
    <svg className="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={data.map((row, y) => runsOf(row, y)).join('')} fill="#000" />
    </svg>
  );
}

/** The dark modules of a row, as one bar for each run. */
function runsOf(row: readonly boolean[], y: number): string {
  const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return starts.map((x) => `M${x + quietZone} ${y + quietZone}h${lengthFrom(row, x)}v1h-${lengthFrom(row, x)}z`).join('');
}

function lengthFrom(row: readonly boolean[], x: number): number {
  const end = row.indexOf(false, x);
  return (end === -1 ? row.length : end) - x;
}
