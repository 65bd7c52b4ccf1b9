const wordsMax = 24;
const run = /[\p{Script=Han}]+|[\p{Letter}\p{Number}]+/gu;

/**
 * Words of a title, lowered, each once, at most 24: words of letters as they stand, Chinese by pairs of characters.
 * Pairs, not a dictionary, so that every process and every version finds the same ones.
 */
export function wordsOf(title: string): string[] {
  const words = new Set<string>();
  for (const [part] of title.normalize('NFKC').toLowerCase().matchAll(run)) {
    for (const word of /\p{Script=Han}/u.test(part) ? pairsOf([...part]) : [part.slice(0, 40)]) {
      if (words.size === wordsMax) return [...words];
      words.add(word);
    }
  }
  return [...words];
}

function pairsOf(characters: readonly string[]): string[] {
  if (characters.length === 1) return [...characters];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
