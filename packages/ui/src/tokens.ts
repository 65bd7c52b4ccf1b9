/**
 * The colours, sizes and type of every app, as data: `tokens.css` is printed from here and Ant Design is themed from here.
 * Contrast is part of the promise: `tokens.test.ts` holds text at 4.5:1 and controls at 3:1, light and dark.
 */

const lightColours = {
  ink: '#16181D',
  'ink-2': '#4B515C',
  'ink-3': '#666E7B',
  paper: '#F6F5F2',
  surface: '#FFFFFF',
  'surface-2': '#F3F1EC',
  line: '#E7E5E0',
  control: '#868C96',
  'on-fill': '#FFFFFF',
  'persimmon-text': '#C22F16',
  'persimmon-fill': '#D6381C',
  'persimmon-deco': '#F0502E',
  'persimmon-soft': '#FDECE8',
  'jade-text': '#0B7A6E',
  'jade-fill': '#0B7A6E',
  'jade-deco': '#12A594',
  'jade-soft': '#E3F3F0',
  'amber-text': '#8A5200',
  'amber-fill': '#F2A93B',
  'amber-deco': '#F2A93B',
  'amber-soft': '#FFF2DD',
  'on-amber': '#16181D',
  'plum-text': '#8E2A63',
  'plum-fill': '#B93A78',
  'plum-deco': '#C2417F',
  'plum-soft': '#FBE9F2',
  'bridge-paid': '#AEB4C0',
  'bridge-net': '#7C8698',
  'bridge-clean': '#3C8D84',
  'bridge-qgmv': '#0B7A6E',
  'bridge-lost': '#F0502E',
} as const;

export type ColourName = keyof typeof lightColours;
export type Colours = Readonly<Record<ColourName, string>>;

const darkColours: Colours = {
  ink: '#F4F5F7',
  'ink-2': '#B3B9C4',
  'ink-3': '#8A92A1',
  paper: '#0E0F12',
  surface: '#181A1F',
  'surface-2': '#23262D',
  line: '#2A2D34',
  control: '#6C7381',
  'on-fill': '#16181D',
  'persimmon-text': '#FF7557',
  'persimmon-fill': '#F0502E',
  'persimmon-deco': '#F0502E',
  'persimmon-soft': '#371B15',
  'jade-text': '#3CCBB8',
  'jade-fill': '#12A594',
  'jade-deco': '#12A594',
  'jade-soft': '#102A28',
  'amber-text': '#FFC86B',
  'amber-fill': '#F2A93B',
  'amber-deco': '#F2A93B',
  'amber-soft': '#33270F',
  'on-amber': '#16181D',
  'plum-text': '#F08CC0',
  'plum-fill': '#D9629B',
  'plum-deco': '#C2417F',
  'plum-soft': '#331727',
  'bridge-paid': '#C3C8D2',
  'bridge-net': '#98A1B2',
  'bridge-clean': '#5AB0A6',
  'bridge-qgmv': '#12A594',
  'bridge-lost': '#FF7557',
};

export const light: Colours = lightColours;
export const dark: Colours = darkColours;

/** Everything that does not change with the theme. Lengths in CSS pixels, durations in milliseconds. */
export const shape = {
  'radius-control': '8px',
  'radius-card': '12px',
  'radius-sheet': '20px',
  'motion-quick': '160ms',
  'motion-calm': '280ms',
  ease: 'cubic-bezier(0.16, 0.84, 0.44, 1)',
  font: '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei", "Noto Sans CJK SC", Inter, system-ui, sans-serif',
  float: '0 8px 28px rgb(0 0 0 / 0.16)',
} as const;

function declarations(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `  --${name}: ${/^#/.test(value) ? value.toLowerCase() : value};`)
    .join('\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

/** The text of `tokens.css`. A subtree may carry its own `data-theme`; without one the system's preference holds. */
export function printTokensCss(): string {
  const lightBlock = `  color-scheme: light;\n${declarations(light)}`;
  const darkBlock = `  color-scheme: dark;\n${declarations(dark)}`;
  return [
    '/* Printed from tokens.ts; a test keeps the two equal. */',
    `:root {\n${declarations(shape)}\n}`,
    `\n:root,\n[data-theme="light"] {\n${lightBlock}\n}`,
    `\n@media (prefers-color-scheme: dark) {\n  :root:not([data-theme="light"]) {\n${indented(darkBlock)}\n  }\n}`,
    `\n[data-theme="dark"] {\n${darkBlock}\n}\n`,
  ].join('\n');
}
