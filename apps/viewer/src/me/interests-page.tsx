import { Button, IconButton, Loading, Note, Sheet, Skeleton, TextField, toast } from '@haowu/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api, ask, type Schemas } from '../api.ts';
import { startAgain } from '../feed/feed-store.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { useCategories } from '../shop/queries.ts';
import { useMeWords } from './use-me-words.ts';

type Interest = Schemas['Interest'];
type Choice = 'chosen' | 'blocked' | 'forget';
/** A long list hides what matters; the strongest come first. */
const shownFirst = 8;
const interestsKey = ['interests'] as const;

/** /me/interests: what the platform believes I like; I choose, block, forget, or clear it all. */
export default function InterestsPage() {
  const { t } = useMeWords();
  const client = useQueryClient();
  const interests = useQuery({ queryKey: interestsKey, queryFn: () => ask(api.GET('/api/v1/interests')) });
  const onError = (error: unknown) => toast(problemSentence(error), 'plum');
  const refresh = () => {
    startAgain();
    void client.invalidateQueries({ queryKey: interestsKey });
  };
  const put = useMutation({
    mutationFn: ({ tag, kind, choice }: { tag: string; kind: Interest['kind']; choice: Choice }) =>
      ask(api.PUT('/api/v1/interests/{tag}', { params: { path: { tag } }, body: { kind, choice } })),
    onSuccess: refresh,
    onError,
  });
  const [all, setAll] = useState(false);
  const [clearing, setClearing] = useState(false);
  const clear = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/interests')),
    onSuccess: () => {
      refresh();
      toast(t('interestsCleared'), 'jade');
    },
    onError,
    onSettled: () => setClearing(false),
  });
  const items = interests.data?.items ?? [];
  const of = (source: Interest['source']) =>
    items.filter((item) => item.source === source).sort((a, b) => b.weight - a.weight);
  const set = (item: Pick<Interest, 'tag' | 'kind'>, choice: Choice) =>
    put.mutate({ tag: item.tag, kind: item.kind, choice });
  const learned = of('learned');
  return (
    <Page title={t('interests')} back="/me">
      <div className="grid gap-3 px-3 pb-6">
        {interests.isPending ? (
          <Loading>
            <Skeleton height={260} radius={12} />
          </Loading>
        ) : interests.isError ? (
          <ProblemState error={interests.error} onRetry={() => void interests.refetch()} />
        ) : (
          <>
            {interests.data.personalised ? (
              <p className="m-0 px-1 text-sm text-ink-2">{t('interestsIntro')}</p>
            ) : (
              <Note tone="amber">
                {t('interestsOff')}{' '}
                <Link to="/me/privacy" className="!underline underline-offset-2">
                  {t('interestsTurnOn')}
                </Link>
              </Note>
            )}
            <Group title={t('interestsLearned')}>
              {learned.length === 0 ? (
                <p className="m-0 py-2 text-sm text-ink-2">{t('interestsEmpty')}</p>
              ) : (
                <ul className="m-0 list-none divide-y divide-line p-0">
                  {(all ? learned : learned.slice(0, shownFirst)).map((item) => (
                    <LearnedRow key={`${item.kind} ${item.tag}`} item={item} onSet={set} />
                  ))}
                </ul>
              )}
              {learned.length > shownFirst && !all && (
                <Button kind="quiet" className="justify-self-center" onClick={() => setAll(true)}>
                  {t('interestsShowAll', { number: learned.length })}
                </Button>
              )}
            </Group>
            <Group title={t('interestsChosen')}>
              <Tags items={of('chosen')} label="interestForget" onPress={(item) => set(item, 'forget')} />
              <AddInterest onAdd={(tag) => set({ tag, kind: 'tag' }, 'chosen')} />
              <Suggestions suggestions={interests.data.suggestions} onAdd={(suggestion) => set(suggestion, 'chosen')} />
            </Group>
            {of('blocked').length > 0 && (
              <Group title={t('interestsBlocked')}>
                <Tags items={of('blocked')} label="interestForget" onPress={(item) => set(item, 'forget')} />
              </Group>
            )}
            <Button kind="outline" disabled={learned.length === 0} onClick={() => setClearing(true)}>
              {t('interestsClear')}
            </Button>
          </>
        )}
      </div>
      {clearing && (
        <Sheet
          title={t('interestsClearTitle')}
          desktop="dialog"
          onClose={() => setClearing(false)}
          footer={
            <div className="flex gap-3">
              <Button kind="secondary" size="large" className="flex-1" onClick={() => setClearing(false)}>
                {t('cancel')}
              </Button>
              <Button
                kind="primary"
                size="large"
                className="flex-1"
                busy={clear.isPending}
                onClick={() => clear.mutate()}
              >
                {t('interestsClearYes')}
              </Button>
            </div>
          }
        >
          <p className="m-0 pb-3 text-[15px] text-ink-2">{t('interestsClearText')}</p>
        </Sheet>
      )}
    </Page>
  );
}

/** The word of an interest: categories by their name in the reader's language, tags as they are. */
function useInterestName(): (item: Pick<Interest, 'tag' | 'kind'>) => string {
  const { locale } = useMeWords();
  const categories = useCategories().data?.items ?? [];
  return (item) => {
    const category = item.kind === 'category' ? categories.find((candidate) => candidate.id === item.tag) : undefined;
    if (category === undefined) return item.tag;
    return locale === 'zh-CN' ? category.name.zh : category.name.en;
  };
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 rounded-card bg-surface p-4">
      <h2 className="m-0 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function LearnedRow({ item, onSet }: { item: Interest; onSet: (item: Interest, choice: Choice) => void }) {
  const { t } = useMeWords();
  const name = useInterestName()(item);
  const percent = Math.round(item.weight * 100);
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-2 py-1.5">
      <div className="grid gap-1">
        <span className="text-[15px]">{name}</span>
        <span className="flex items-center gap-2">
          <span className="h-1.5 w-28 overflow-hidden rounded-full bg-surface-2" aria-hidden="true">
            <span className="block h-full bg-jade-fill" style={{ width: `${percent}%` }} />
          </span>
          <span className="text-xs text-ink-3 tabular-nums">{t('interestStrength', { percent })}</span>
        </span>
      </div>
      <div className="flex">
        <IconButton
          name="heart"
          size={20}
          label={t('interestChoose', { tag: name })}
          className="text-ink-2"
          onClick={() => onSet(item, 'chosen')}
        />
        <IconButton
          name="hide"
          size={20}
          label={t('interestBlock', { tag: name })}
          className="text-ink-2"
          onClick={() => onSet(item, 'blocked')}
        />
        <IconButton
          name="close"
          size={18}
          label={t('interestForget', { tag: name })}
          className="text-ink-2"
          onClick={() => onSet(item, 'forget')}
        />
      </div>
    </li>
  );
}

function Tags({ items, label, onPress }: { items: Interest[]; label: string; onPress: (item: Interest) => void }) {
  const { t } = useMeWords();
  const nameOf = useInterestName();
  if (items.length === 0) return null;
  return (
    <ul className="m-0 flex list-none flex-wrap gap-2 p-0">
      {items.map((item) => (
        <li
          key={`${item.kind} ${item.tag}`}
          className={`flex items-center rounded-full pl-4 text-sm ${item.source === 'blocked' ? 'bg-surface-2 text-ink-2' : 'bg-jade-soft text-jade'}`}
        >
          {nameOf(item)}
          <IconButton name="close" size={16} label={t(label, { tag: nameOf(item) })} onClick={() => onPress(item)} />
        </li>
      ))}
    </ul>
  );
}

function AddInterest({ onAdd }: { onAdd: (tag: string) => void }) {
  const { t } = useMeWords();
  const [typed, setTyped] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const tag = typed.trim();
        if (tag === '') return;
        onAdd(tag);
        setTyped('');
      }}
    >
      <TextField
        label={t('interestAdd')}
        maxLength={20}
        placeholder={t('interestAddHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        trailing={
          <Button kind="outline" type="submit" disabled={typed.trim() === ''}>
            {t('add')}
          </Button>
        }
      />
    </form>
  );
}

function Suggestions({
  suggestions,
  onAdd,
}: {
  suggestions: { tag: string; kind: Interest['kind'] }[];
  onAdd: (suggestion: { tag: string; kind: Interest['kind'] }) => void;
}) {
  const { t } = useMeWords();
  const nameOf = useInterestName();
  if (suggestions.length === 0) return null;
  return (
    <div className="grid gap-2 pt-1">
      <h3 className="m-0 text-[13px] font-normal text-ink-2">{t('interestsSuggested')}</h3>
      <div className="flex flex-wrap gap-2">
        {suggestions.map((suggestion) => (
          <Button
            key={`${suggestion.kind} ${suggestion.tag}`}
            kind="secondary"
            icon="plus"
            className="!px-4 !font-normal"
            onClick={() => onAdd(suggestion)}
          >
            {nameOf(suggestion)}
          </Button>
        ))}
      </div>
    </div>
  );
}
