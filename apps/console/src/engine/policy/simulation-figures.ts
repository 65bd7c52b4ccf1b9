import type { Schemas } from '@haowu/api-client';

type Figure = Schemas['PolicySimulation']['figures'][number];
type Estimate = Schemas['OffPolicyCheck']['estimates'][number];

/** What is kept leads; what was paid is never the first figure. */
const leading = /quality.?gmv/i;
const turnover = /paid|gmv/i;
/** Figures of which less is better. */
const lessIsBetter = /complaint|return|refund|bad|harm|regret|counterfeit/i;

const weightOf = (code: string): number => (leading.test(code) ? 0 : turnover.test(code) ? 2 : 1);

/** Whether a ratio speaks for the draft: its whole interval on one side of 1. */
function betterOf({ code, ratio }: Figure): 'yes' | 'no' | 'unclear' {
  if (!ratio) return 'unclear';
  const less = lessIsBetter.test(code);
  if (ratio.low > 1) return less ? 'no' : 'yes';
  if (ratio.high < 1) return less ? 'yes' : 'no';
  return 'unclear';
}

/** Figures in the order people should read them: quality first, turnover last, the rest as the server has them. */
export function orderedFigures(figures: readonly Figure[]): (Figure & { better: 'yes' | 'no' | 'unclear' })[] {
  return figures
    .map((figure) => ({ ...figure, better: betterOf(figure) }))
    .sort((a, b) => weightOf(a.code) - weightOf(b.code));
}

/** What the estimates say together: they must agree before anything is said. */
export function verdictOf(estimates: readonly Estimate[]): 'better' | 'worse' | 'unclear' {
  if (estimates.length === 0) return 'unclear';
  if (estimates.every(({ difference }) => difference.low > 0)) return 'better';
  if (estimates.every(({ difference }) => difference.high < 0)) return 'worse';
  return 'unclear';
}
