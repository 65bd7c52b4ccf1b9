import type { Schemas } from '@haowu/api-client';

type Figure = Schemas['PolicySimulation']['figures'][number];
type Estimate = Schemas['OffPolicyCheck']['estimates'][number];

/** What is kept leads; what was paid is never the first figure. */
const leading = /quality.?gmv/i;
const turnover = /paid|gmv/i;
/** Figures of which less is better. */
const lessIsBetter = /complaint|return|refund|bad|harm|regret|counterfeit/i;

const weightOf = (code: string): number => (leading.test(code) ? 0 : turnover.test(code) ? 2 : 1);

/** An interval wider than this factor says too little to act on, whichever side of 1 it lies. */
const widestFactor = 4;

/** Whether the seeds decide a ratio: its whole interval on one side of 1, and not too wide. */
function isDecided({ low, high }: NonNullable<Figure['ratio']>): boolean {
  return (low > 1 || high < 1) && high <= low * widestFactor;
}

/** Whether a ratio speaks for the draft; `same` when every seed came out alike, as it does where nothing was changed. */
type Better = 'yes' | 'no' | 'same' | 'unclear';

function betterOf({ code, ratio }: Figure): Better {
  if (ratio?.low === 1 && ratio.high === 1) return 'same';
  if (!ratio || !isDecided(ratio)) return 'unclear';
  return ratio.low > 1 === lessIsBetter.test(code) ? 'no' : 'yes';
}

export type ReadFigure = Figure & {
  better: Better;
  /** The draft's mean over the other's, as they stand beside it; the server's `ratio` is a mean over seeds and may differ much. */
  ratioOfMeans: number | null;
};

/** Figures in the order people should read them: quality first, turnover last, the rest as the server has them. */
export function orderedFigures(figures: readonly Figure[]): ReadFigure[] {
  return figures
    .map((figure) => ({
      ...figure,
      better: betterOf(figure),
      ratioOfMeans: figure.published.value === 0 ? null : figure.draft.value / figure.published.value,
    }))
    .sort((a, b) => weightOf(a.code) - weightOf(b.code));
}

/** What the estimates say together: they must agree before anything is said. */
export function verdictOf(estimates: readonly Estimate[]): 'better' | 'worse' | 'unclear' {
  if (estimates.length === 0) return 'unclear';
  if (estimates.every(({ difference }) => difference.low > 0)) return 'better';
  if (estimates.every(({ difference }) => difference.high < 0)) return 'worse';
  return 'unclear';
}
