import { normalText } from './segment.ts';

export type Spelling = { full: string; initials: string };
export type Speller = (text: string) => Spelling;

let loading: Promise<Speller> | undefined;

/** Reads Chinese as pinyin without tones: 牛油果 is `niuyouguo` and `nyg`. Loaded when something is indexed or searched. */
export function loadSpeller(): Promise<Speller> {
  loading ??= (async () => {
    const { pinyin } = await import('pinyin-pro');
    return (text: string) => {
      const syllables = pinyin(normalText(text), { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
      const read = syllables.map((syllable) => syllable.replace(/[^\p{L}\p{N}]/gu, ''));
      return { full: read.join(''), initials: read.map((syllable) => syllable.charAt(0)).join('') };
    };
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}
