import { type ClaimLevel, type ClaimRule, claimRules, claimsVersion } from './rules/claims.ts';

/** One claim found in a text. `start` and `end` count UTF-16 units of the text as given. */
export type ClaimFinding = {
  level: ClaimLevel;
  term: string;
  ruleId: string;
  rulesVersion: string;
  start: number;
  end: number;
};

const textLengthMax = 50_000;
const findingsMax = 50;

type Compact = { text: string; positions: number[] };

/**
 * What the claim lexicon says of a text: at most 50 findings in the order of the text. Full-width letters, spaces and
 * signs between characters do not hide a word; a harmless phrase (第一次, 最后一步) is not a claim.
 */
export function checkClaims(text: string): ClaimFinding[] {
  const original = text.slice(0, textLengthMax);
  const compact = compactText(original);
  const findings = claimRules.flatMap((rule) => [...findWords(compact, original, rule), ...findLatin(original, rule)]);
  return withoutCovered(findings)
    .sort((a, b) => a.start - b.start)
    .slice(0, findingsMax);
}

/** The text without what people put between characters to hide a word, and where each character came from. */
function compactText(original: string): Compact {
  let text = '';
  const positions: number[] = [];
  for (let index = 0; index < original.length; index += 1) {
    const folded = (original[index] ?? '').normalize('NFKC').toLowerCase();
    for (const character of folded) {
      if (/[\s\p{Cf}·•*_~\-—|/\\.]/u.test(character)) continue;
      text += character;
      for (let unit = 0; unit < character.length; unit += 1) positions.push(index);
    }
  }
  return { text, positions };
}

function findWords(compact: Compact, original: string, rule: ClaimRule): ClaimFinding[] {
  const harmless = rule.except.flatMap((phrase) => occurrences(compact.text, phrase));
  return rule.words.flatMap((word) =>
    occurrences(compact.text, word)
      .filter(([start, end]) => !harmless.some(([from, to]) => from <= start && end <= to))
      .map(([start, end]) => {
        const from = compact.positions[start] ?? 0;
        const to = (compact.positions[end - 1] ?? from) + 1;
        return finding(rule, original, from, to);
      }),
  );
}

function findLatin(original: string, rule: ClaimRule): ClaimFinding[] {
  return (rule.latin ?? []).flatMap((pattern) =>
    [...original.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu'))].map((match) =>
      finding(rule, original, match.index, match.index + match[0].length),
    ),
  );
}

function finding(rule: ClaimRule, original: string, start: number, end: number): ClaimFinding {
  return {
    level: rule.level,
    term: original.slice(start, end),
    ruleId: rule.id,
    rulesVersion: claimsVersion,
    start,
    end,
  };
}

/** 全网第一 is one claim, not also 第一: a finding inside a longer one is dropped. */
function withoutCovered(findings: readonly ClaimFinding[]): ClaimFinding[] {
  return findings.filter(
    (each) =>
      !findings.some(
        (other) =>
          other !== each &&
          other.start <= each.start &&
          each.end <= other.end &&
          other.end - other.start > each.end - each.start,
      ),
  );
}

function occurrences(text: string, phrase: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = text.indexOf(phrase); at >= 0 && found.length < findingsMax; at = text.indexOf(phrase, at + 1)) {
    found.push([at, at + phrase.length]);
  }
  return found;
}
