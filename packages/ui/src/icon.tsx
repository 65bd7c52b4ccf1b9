import type { ReactNode } from 'react';

/** Drawn on 24 x 24, 1.8 px round strokes; the `-fill` ones are solid. */
const drawings = {
  home: <path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.6v-5.4H9.6V20H5a1 1 0 0 1-1-1z" />,
  store: (
    <path d="M4.5 10v9a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1v-9M3.5 9.2 5 4.5h14l1.5 4.7a2.8 2.8 0 0 1-5.6.2 2.9 2.9 0 0 1-5.8 0 2.8 2.8 0 0 1-5.6-.2ZM9.5 20v-5h5v5" />
  ),
  bell: (
    <path d="M12 4a5.5 5.5 0 0 1 5.5 5.5c0 4.6 1.8 5.8 1.8 6.9H4.7c0-1.1 1.8-2.3 1.8-6.9A5.5 5.5 0 0 1 12 4Zm-2 13.4a2.1 2.1 0 0 0 4 0M12 2.8V4" />
  ),
  cart: (
    <path d="M3 4.5h2.3l2.2 10.7h9.6l2-7.7H6.2M9 20a1.2 1.2 0 1 0 0-2.4A1.2 1.2 0 0 0 9 20Zm7.4 0a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4Z" />
  ),
  person: <path d="M12 11.6a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM4.5 20a7.5 7.5 0 0 1 15 0" />,
  search: <path d="M10.8 17.4a6.6 6.6 0 1 0 0-13.2 6.6 6.6 0 0 0 0 13.2Zm4.8-1.8 4.6 4.6" />,
  heart: <path d="M12 20S3.6 15.2 3.6 9.3A4.6 4.6 0 0 1 12 6.7a4.6 4.6 0 0 1 8.4 2.6C20.4 15.2 12 20 12 20Z" />,
  comment: (
    <path d="M12 4.5c5 0 9 3.2 9 7.2s-4 7.2-9 7.2c-.8 0-1.6-.1-2.3-.3L5.2 20.6l.5-3.4A6.7 6.7 0 0 1 3 11.7c0-4 4-7.2 9-7.2Z" />
  ),
  star: <path d="m12 3.8 2.5 5.3 5.8.7-4.3 4 1.2 5.8L12 16.7l-5.2 2.9 1.2-5.8-4.3-4 5.8-.7z" />,
  share: <path d="M13.5 5.2 21 11.5l-7.5 6.3v-3.9c-5 0-8 1.5-10.3 4.8.5-5 3.3-9 10.3-9.8z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  check: <path d="m5 12.6 4.5 4.5L19.2 7" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  back: <path d="m14.5 5-7 7 7 7" />,
  forward: <path d="m9.5 5 7 7-7 7" />,
  up: <path d="m5 14.5 7-7 7 7" />,
  down: <path d="m5 9.5 7 7 7-7" />,
  play: <path d="M7.5 4.8v14.4L19 12z" />,
  pause: <path d="M8 5v14M16 5v14" />,
  sound: <path d="M4 9.5v5h3.3l4.7 4V5.5l-4.7 4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />,
  muted: <path d="M4 9.5v5h3.3l4.7 4V5.5l-4.7 4zM16 9.5l5 5M21 9.5l-5 5" />,
  captions: (
    <path d="M4.5 5.5h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM10.5 10.6a2 2 0 1 0 0 2.8M17 10.6a2 2 0 1 0 0 2.8" />
  ),
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="2.8" />,
  info: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.2M12 7.7h.01" />,
  warning: <path d="M12 4.2 21 19.5H3zM12 10v4.5M12 17h.01" />,
  flag: <path d="M5.5 21V4.5M5.5 5c4-2 7 2 13 0v8.5c-6 2-9-2-13 0" />,
  eye: <path d="M3 12s3-6.5 9-6.5 9 6.5 9 6.5-3 6.5-9 6.5S3 12 3 12Zm9 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z" />,
  hide: (
    <path d="M4 4l16 16M9.9 5.7A9.6 9.6 0 0 1 12 5.5c6 0 9 6.5 9 6.5a15 15 0 0 1-2.7 3.5M6.3 7.6A14.6 14.6 0 0 0 3 12s3 6.5 9 6.5a9 9 0 0 0 4-.9M10 10a2.8 2.8 0 0 0 4 4" />
  ),
  speed: <path d="M4.2 17a8.5 8.5 0 1 1 15.6 0M12 14l4-5M12 15.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4Z" />,
  link: (
    <path d="M10 14a3.7 3.7 0 0 0 5.3 0l3.5-3.5a3.7 3.7 0 1 0-5.3-5.3l-1 1M14 10a3.7 3.7 0 0 0-5.3 0l-3.5 3.5a3.7 3.7 0 1 0 5.3 5.3l1-1" />
  ),
  truck: (
    <path d="M3 6h11v10.5H3zM14 9.5h4l3 3.5v3.5h-7M7 19a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 7 19Zm10 0a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z" />
  ),
  shield: <path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM8.7 12l2.4 2.4 4.3-4.6" />,
  pin: (
    <path d="M12 21s-6.8-6-6.8-11a6.8 6.8 0 1 1 13.6 0c0 5-6.8 11-6.8 11Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z" />
  ),
  receipt: <path d="M5.5 3.5h13v17l-2.2-1.5-2.1 1.5-2.2-1.5-2.2 1.5-2.1-1.5-2.2 1.5zM9 8.5h6M9 12.5h6" />,
  wallet: (
    <path d="M4 7.5A1.5 1.5 0 0 1 5.5 6H18v3M4 7.5V18a1.5 1.5 0 0 0 1.5 1.5H20V9H5.5A1.5 1.5 0 0 1 4 7.5ZM16 14.2h.01" />
  ),
  box: <path d="m12 3.5 8 4v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9" />,
  returns: <path d="M8.5 4.5 4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11H8" />,
  camera: (
    <path d="M4 8h3.2l1.6-2.5h6.4L16.8 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1Zm8 8.8a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2Z" />
  ),
  edit: <path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5" />,
  trash: <path d="M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13.5h9.4l.8-13.5M10 10.5v6M14 10.5v6" />,
  settings: (
    <path d="M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M18.4 5.6l-1.8 1.8M7.4 16.6l-1.8 1.8" />
  ),
  globe: (
    <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.5 2.5 3.5 5.3 3.5 8.5s-1 6-3.5 8.5c-2.5-2.5-3.5-5.3-3.5-8.5s1-6 3.5-8.5Z" />
  ),
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z" />,
  sun: (
    <path d="M12 16.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4ZM12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M18.4 5.6l-1.3 1.3M6.9 17.1l-1.3 1.3" />
  ),
  lock: <path d="M6 10.5h12v9.5H6zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />,
  keyboard: <path d="M3.5 6.5h17v11h-17zM7 10h.01M10.3 10h.01M13.6 10h.01M17 10h.01M8 14h8" />,
  sliders: (
    <path d="M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 9.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM9 18.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />
  ),
  sparkle: <path d="M12 4c.7 4.5 3 7 8 8-5 1-7.3 3.5-8 8-.7-4.5-3-7-8-8 5-1 7.3-3.5 8-8Z" />,
  refresh: <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15" />,
  leave: <path d="M10 4.5H5.5v15H10M14.5 8l4 4-4 4M18 12H9.5" />,
} satisfies Record<string, ReactNode>;

const solids: Partial<Record<keyof typeof drawings, true>> = {
  heart: true,
  star: true,
  play: true,
  home: true,
  comment: true,
  share: true,
};

export type IconName = keyof typeof drawings;

/** One picture of the set; decorative unless `label` names it. `solid` fills the shapes that allow it. */
export function Icon({
  name,
  size = 24,
  solid = false,
  label,
  className,
}: {
  name: IconName;
  size?: number;
  solid?: boolean;
  label?: string;
  className?: string;
}) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label or hidden, below
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={solid && solids[name] ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      focusable="false"
    >
      {drawings[name]}
    </svg>
  );
}
