import { publish } from '../events/index.ts';
import { readPrivacyOf } from '../identity/index.ts';
import { eraseHistory } from '../interactions/index.ts';
import type { Act, World } from '../kernel/index.ts';
import { frequentTags } from './frequent-tags.ts';
import { recommenderOf } from './recommender.ts';
import { type Choice, selectChoices, upsertChoice } from './store.ts';

export type Interest = {
  tag: string;
  kind: 'category' | 'tag';
  /** 0 to 1. */
  weight: number;
  source: 'learned' | 'chosen' | 'blocked';
};

const learnedMax = 60;
const suggestionsMax = 20;

/** What the viewer chose and blocked, then what was learned; with personalisation off nothing learned is read. */
export async function readInterests(
  world: World,
  viewerId: string,
): Promise<{ personalised: boolean; items: Interest[]; suggestions: { kind: 'category' | 'tag'; tag: string }[] }> {
  const [{ personalised }, choices] = await Promise.all([
    readPrivacyOf(world.database, viewerId),
    selectChoices(world.database, viewerId),
  ]);
  const recommender = recommenderOf(world);
  await recommender?.catchUp();
  const isChosen = (kind: string, tag: string) => choices.some((each) => each.kind === kind && each.tag === tag);
  const learned = personalised
    ? (recommender?.engine.viewerInterests(viewerId, world.businessClock.now().getTime()) ?? [])
        .filter(({ origin, kind, id }) => origin === 'learned' && !isChosen(kind, id))
        .slice(0, learnedMax)
    : [];
  const items: Interest[] = [
    ...choices.flatMap(({ kind, tag, choice }) =>
      choice === 'forgotten' ? [] : [{ kind, tag, weight: choice === 'chosen' ? 1 : 0, source: choice }],
    ),
    ...learned.map(({ kind, id, weight }) => ({ kind, tag: id, weight, source: 'learned' as const })),
  ];
  const shown = new Set(items.map(({ kind, tag }) => `${kind} ${tag}`));
  const suggestions = frequentTags(recommender?.shelf.videos() ?? [], suggestionsMax + items.length)
    .filter(({ kind, tag }) => !shown.has(`${kind} ${tag}`))
    .slice(0, suggestionsMax);
  return { personalised, items, suggestions };
}

/** Chooses, blocks or forgets one interest; every process hears of it through the log. */
export async function changeInterest(act: Act, viewerId: string, choice: Choice): Promise<void> {
  await upsertChoice(act, viewerId, choice, act.world.systemClock.now());
  publish(act, 'viewer.interests_changed', viewerId, { viewerId, choices: await selectChoices(act, viewerId) });
}

/** Forgets all that was learned, and takes the viewer's name off the log. What the viewer chose stays. */
export async function clearHistory(act: Act, viewerId: string): Promise<void> {
  await eraseHistory(act, viewerId);
  publish(act, 'viewer.history_cleared', viewerId, { viewerId });
}
