import { accountCards } from '../identity/index.ts';
import { dayMs, type Queryable } from '../kernel/index.ts';
import { shopsById } from '../shops/index.ts';
import { selectAuthors } from './store.ts';

export type AuthorBadge = 'designated_county' | 'heritage_craft' | 'brand' | 'origin_verified' | 'new_creator';

/** An author as the API shows them. */
export type AuthorCard = {
  id: string;
  nickname: string;
  avatarUrl: string | null;
  bio: string;
  followersCount: number;
  followed: boolean;
  badge: AuthorBadge | null;
  shopId: string | null;
};

const newCreatorDays = 30;
const shopBadges = ['designated_county', 'heritage_craft', 'brand', 'origin_verified'] as const;

/** Cards by account id, with whether this viewer follows them; three statements whatever their number. */
export async function authorCards(
  queryable: Queryable,
  ids: readonly string[],
  viewerId: string,
  now: Date,
): Promise<Map<string, AuthorCard>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const accounts = await accountCards(queryable, wanted);
  const authors = await selectAuthors(queryable, wanted, viewerId);
  const known = new Map(authors.map((row) => [row.author_id, row]));
  const shops = await shopsById(
    queryable,
    authors.flatMap(({ shop_id }) => shop_id ?? []),
  );
  return new Map(
    accounts.map((account) => {
      const author = known.get(account.id);
      const held = shops.get(author?.shop_id ?? '')?.badges ?? [];
      const since = author?.first_published_at;
      const isNew = since ? now.getTime() - since.getTime() < newCreatorDays * dayMs : false;
      const card: AuthorCard = {
        id: account.id,
        nickname: account.nickname,
        avatarUrl: account.avatar_url,
        bio: account.bio,
        followersCount: author?.followers ?? 0,
        followed: author?.followed ?? false,
        badge: shopBadges.find((badge) => held.includes(badge)) ?? (isNew ? 'new_creator' : null),
        shopId: author?.shop_id ?? null,
      };
      return [account.id, card] as const;
    }),
  );
}
