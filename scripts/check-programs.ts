import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program or font the tests need besides npm's packages. */
export type Missing = { what: string; why: string; packages: string[] };

/** Where the browser tests look for it. */
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

function runs(command: string, args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout : undefined;
}

/** What the tests need from the system and do not find. */
export function findMissing(): Missing[] {
  const missing: Missing[] = [];
  if (!existsSync(chromium)) {
    missing.push({
      what: `chromium at ${chromium}`,
      why: 'the journeys run in a real browser; CHROMIUM_PATH names another one',
      packages: ['chromium'],
    });
  }
  if (runs('ffmpeg', ['-version']) === undefined) {
    missing.push({ what: 'ffmpeg', why: 'clips for the upload tests are made with it', packages: ['ffmpeg'] });
  }
  const fonts = runs('fc-list', [':', 'family']) ?? '';
  if (!/cjk|han sans|wenquanyi|pingfang|yahei/i.test(fonts)) {
    missing.push({
      what: 'Chinese fonts',
      why: 'screens are measured with them',
      packages: ['fonts-noto-cjk', 'fonts-noto-color-emoji'],
    });
  }
  return missing;
}

/** The sentence and the command that mend it. */
export function sayMissing(missing: readonly Missing[]): string {
  const lines = missing.map(({ what, why }) => `  ${what}: ${why}`);
  const packages = missing.flatMap((each) => each.packages).join(' ');
  const asRoot = process.getuid?.() === 0 ? '' : 'sudo ';
  return [
    'The tests need programs that are not installed:',
    ...lines,
    '',
    'On Debian or Ubuntu:',
    `  ${asRoot}apt-get update && ${asRoot}apt-get install -y --no-install-recommends ${packages}`,
    '',
    'On macOS: brew install ffmpeg, brew install --cask chromium, and CHROMIUM_PATH set to it; Chinese fonts are there already.',
  ].join('\n');
}
