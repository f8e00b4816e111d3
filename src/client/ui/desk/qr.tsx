// A text as a square for cameras: one path, black on white whatever the theme, with the quiet border that readers need.
import { useMemo } from 'react';
import { encode } from 'uqr';

export interface QrProps {
  readonly text: string;
  /** Said by a screen reader. */
  readonly label: string;
}

const BORDER = 4;

export function Qr({ text, label }: QrProps) {
  const { size, path } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: BORDER });
    return { size: modules, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
  }, [text]);
  return (
    <figure className="qr" aria-label={label}>
      <svg aria-hidden="true" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </figure>
  );
}
