import { listSettings } from '../server/src/kernel/config.ts';

/** Every setting as a Markdown table, read from the source. */
export function settingsTable(): string {
  const rows = listSettings().map(
    ({ key, values, fallback, meaning }) =>
      `| \`${key}\` | ${values} | ${fallback === undefined ? '' : `\`${fallback}\``} | ${meaning} |`,
  );
  return ['| variable | values | default | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) console.log(settingsTable());
