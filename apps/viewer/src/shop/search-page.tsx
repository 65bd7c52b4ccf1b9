import { Chip, EmptyState, formatShort, Icon, IconButton, Loading } from '@haowu/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, ask } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { filtersFrom, filtersInto } from './filters.ts';
import { ListEnd } from './list-end.tsx';
import { FilterBar } from './list-filters.tsx';
import { Picture } from './picture.tsx';
import { ProductTile, TileSkeletons, tileGrid } from './product-tile.tsx';
import { forgetSearches, rememberSearch, searchHistory } from './search-history.ts';
import { ShopRow } from './shop-row.tsx';
import { usePages } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

/** /search?q=: words to try, then goods, shops and videos that fit. */
export default function SearchPage() {
  const { t } = useShopWords();
  const [params, setParams] = useSearchParams();
  const query = params.get('q')?.trim() ?? '';
  const [typed, setTyped] = useState(query);
  const [typing, setTyping] = useState(query === '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setTyped(query);
    setTyping(query === '');
    if (query === '') input.current?.focus();
  }, [query]);
  function go(word: string) {
    const next = word.trim();
    if (next === '') return;
    rememberSearch(next);
    setTyped(next);
    setTyping(false);
    input.current?.blur();
    setParams({ q: next }, { replace: query === '' });
  }
  return (
    <Page
      title={query === '' ? t('searchGo') : t('resultsFor', { query })}
      back="/mall"
      wide
      head={
        <search className="w-[calc(100vw-112px)] lg:w-[560px]">
          <form
            className="flex h-11 items-center gap-1 rounded-full border border-control bg-surface pl-4 has-focus-visible:outline-2 has-focus-visible:outline-jade"
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              go(typed);
            }}
          >
            <Icon name="search" size={18} className="flex-none text-ink-3" />
            <input
              ref={input}
              type="text"
              enterKeyHint="search"
              aria-label={t('searchHint')}
              placeholder={t('searchHint')}
              maxLength={60}
              value={typed}
              onFocus={() => setTyping(true)}
              onChange={(event) => {
                setTyped(event.target.value);
                setTyping(true);
              }}
              className="h-full min-w-0 flex-1 border-0 bg-transparent px-1 text-base text-ink !outline-none placeholder:text-ink-3"
            />
            {typed !== '' && (
              <IconButton
                name="close"
                size={16}
                label={t('clearQuery')}
                onClick={() => {
                  setTyped('');
                  setTyping(true);
                  input.current?.focus();
                }}
              />
            )}
          </form>
        </search>
      }
      actions={
        <button
          type="button"
          onClick={() => go(typed)}
          className="min-h-11 flex-none border-0 bg-transparent px-2 text-sm whitespace-nowrap text-ink"
        >
          {t('searchGo')}
        </button>
      }
    >
      <div className="px-3 pb-6">
        {typing || query === '' ? <WordsToTry typed={typed.trim()} onGo={go} /> : <Results query={query} onGo={go} />}
      </div>
    </Page>
  );
}

function WordsToTry({ typed, onGo }: { typed: string; onGo: (word: string) => void }) {
  const { t } = useShopWords();
  const [history, setHistory] = useState(searchHistory);
  const suggestions = useQuery({
    queryKey: ['suggestions', typed],
    queryFn: () => ask(api.GET('/api/v1/search/suggestions', { params: { query: { q: typed } } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const words = suggestions.data?.items ?? [];
  if (typed !== '')
    return (
      <ul className="m-0 list-none p-0">
        {words.map((word) => (
          <li key={word} className="border-b border-line last:border-0">
            <button
              type="button"
              onClick={() => onGo(word)}
              className="flex min-h-12 w-full items-center gap-3 border-0 bg-transparent px-1 text-left text-[15px] text-ink"
            >
              <Icon name="search" size={16} className="text-ink-3" />
              {word}
            </button>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="grid gap-5 pt-3">
      {history.length > 0 && (
        <section className="grid gap-2">
          <div className="flex items-center justify-between">
            <h2 className="m-0 text-[15px] font-semibold">{t('history')}</h2>
            <IconButton
              name="trash"
              size={18}
              label={t('clearHistory')}
              onClick={() => setHistory(forgetSearches())}
              className="text-ink-2"
            />
          </div>
          <div className="flex flex-wrap gap-2">
            {history.map((word) => (
              <Chip key={word} onClick={() => onGo(word)}>
                {word}
              </Chip>
            ))}
          </div>
        </section>
      )}
      {words.length > 0 && (
        <section className="grid gap-2">
          <h2 className="m-0 text-[15px] font-semibold">{t('tryThese')}</h2>
          <div className="flex flex-wrap gap-2">
            {words.map((word) => (
              <Chip key={word} onClick={() => onGo(word)}>
                {word}
              </Chip>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

function Results({ query: q, onGo }: { query: string; onGo: (word: string) => void }) {
  const { t, locale } = useShopWords();
  const [params, setParams] = useSearchParams();
  const filters = filtersFrom(params);
  const { query, items, first } = usePages(['search', q, filters], (cursor) =>
    ask(
      api.GET('/api/v1/search', {
        params: {
          query: {
            q,
            cursor,
            limit: 20,
            sort: filters.sort,
            ...(filters.priceMinMinor === null ? {} : { priceMinMinor: filters.priceMinMinor }),
            ...(filters.priceMaxMinor === null ? {} : { priceMaxMinor: filters.priceMaxMinor }),
          },
        },
      }),
    ),
  );
  if (query.isPending)
    return (
      <Loading>
        <div className="pt-3">
          <TileSkeletons />
        </div>
      </Loading>
    );
  if (query.isError && items.length === 0)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  const shops = first?.shops ?? [];
  const videos = first?.videos ?? [];
  const corrected = first?.corrected ?? null;
  return (
    <div className="grid gap-3">
      <FilterBar
        filters={filters}
        allow="price"
        onChange={(next) => setParams(filtersInto(params, next), { replace: true })}
      />
      {corrected !== null && (
        <p className="m-0 text-sm text-ink-2" role="status">
          {t('corrected', { query: corrected })}
        </p>
      )}
      {shops.length > 0 && (
        <section className="grid gap-2" aria-label={t('shops')}>
          {shops.slice(0, 2).map((shop) => (
            <ShopRow key={shop.id} shop={shop} />
          ))}
        </section>
      )}
      {items.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('emptySearch', { query: q })}
          text={t('emptySearchHint')}
          action={<EmptyWords onGo={onGo} />}
        />
      ) : (
        <section aria-label={t('goods')}>
          <div className={tileGrid}>
            {items.map((product) => (
              <ProductTile key={product.id} product={product} scene="search" />
            ))}
          </div>
        </section>
      )}
      {videos.length > 0 && (
        <section className="grid gap-2" aria-label={t('videos')}>
          <h2 className="m-0 text-base font-semibold">{t('videos')}</h2>
          <ul className="m-0 flex list-none gap-2 overflow-x-auto p-0 [scrollbar-width:none]">
            {videos.map((video) => (
              <li key={video.id} className="w-32 flex-none">
                <Link to={`/v/${video.id}`} className="grid gap-1">
                  <span className="relative block overflow-hidden rounded-card">
                    <Picture image={{ url: video.posterUrl }} className="aspect-[9/16] w-full" />
                    <span className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/75 px-2 pt-6 pb-1.5 text-xs text-white">
                      {t('clipLikes', { text: formatShort(video.likesCount, locale) })}
                    </span>
                  </span>
                  <span className="line-clamp-2 text-[13px] leading-tight">{video.title}</span>
                  <span className="truncate text-xs text-ink-3">{video.authorNickname}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {items.length > 0 && (
        <ListEnd
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </div>
  );
}

function EmptyWords({ onGo }: { onGo: (word: string) => void }) {
  const suggestions = useQuery({
    queryKey: ['suggestions', ''],
    queryFn: () => ask(api.GET('/api/v1/search/suggestions', { params: { query: { q: '' } } })),
    staleTime: 60_000,
  });
  return (
    <div className="flex flex-wrap justify-center gap-2">
      {(suggestions.data?.items ?? []).slice(0, 6).map((word) => (
        <Chip key={word} onClick={() => onGo(word)}>
          {word}
        </Chip>
      ))}
    </div>
  );
}
