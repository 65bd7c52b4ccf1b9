import { json, type Queryable, sql } from '../../kernel/index.ts';
import type { SearchDocument } from './document.ts';

/** Replaces or removes the documents of products, and keeps the counts of the words people can search for. */
export async function replaceDocuments(
  queryable: Queryable,
  productIds: readonly string[],
  documents: readonly SearchDocument[],
): Promise<void> {
  const before = await queryable.rows<{ terms: string[] }>(
    sql`delete from storefront.search_documents where product_id = any(${productIds}::uuid[]) returning terms`,
  );
  if (documents.length > 0)
    await queryable.run(sql`
      insert into storefront.search_documents (product_id, words, trigrams, pinyin, initials, terms)
      select "productId", words::tsvector, trigrams, pinyin, initials, terms
      from jsonb_to_recordset(${json(documents.map((each) => ({ ...each, terms: each.terms.map(({ term }) => term) })))}::jsonb) as given (
        "productId" uuid, words text, trigrams text, pinyin text, initials text, terms text[])`);
  const counts = new Map<string, { term: string; pinyin: string; initials: string; delta: number }>();
  for (const { terms } of before)
    for (const term of terms) {
      const known = counts.get(term) ?? { term, pinyin: '', initials: '', delta: 0 };
      counts.set(term, { ...known, delta: known.delta - 1 });
    }
  for (const { terms } of documents)
    for (const term of terms) counts.set(term.term, { ...term, delta: (counts.get(term.term)?.delta ?? 0) + 1 });
  const moved = [...counts.values()].filter((each) => each.delta !== 0).sort((a, b) => (a.term < b.term ? -1 : 1));
  if (moved.length === 0) return;
  await queryable.run(sql`
    insert into storefront.search_terms (term, pinyin, initials, products_count)
    select term, pinyin, initials, delta from jsonb_to_recordset(${json(moved)}::jsonb) as given (term text, pinyin text, initials text, delta int)
    on conflict (term) do update set products_count = storefront.search_terms.products_count + excluded.products_count`);
  await queryable.run(
    sql`delete from storefront.search_terms where products_count <= 0 and term = any(${moved.map((each) => each.term)}::text[])`,
  );
}

export type Match = { product_id: string; rank: number };

const matchesMax = 500;

/** Products whose words match a tsquery literal, best first. */
export function matchWords(queryable: Queryable, query: string): Promise<Match[]> {
  return queryable.rows<Match>(sql`
    select product_id, ts_rank('{0.05, 0.2, 0.5, 1.0}', words, ${query}::tsquery)::float8 as rank
    from storefront.search_documents where words @@ ${query}::tsquery order by rank desc, product_id limit ${matchesMax}`);
}

/** Products spelled like this: part of the full pinyin, or the start of a run of initials. */
export function matchPinyin(queryable: Queryable, letters: string): Promise<Match[]> {
  return queryable.rows<Match>(sql`
    select product_id, case when pinyin like ${`${letters}%`} then 0.6 when initials like ${`${letters}%`} then 0.5 else 0.4 end::float8 as rank
    from storefront.search_documents
    where pinyin like ${`%${letters}%`} or (${letters.length >= 2}::boolean and initials like ${`%${letters}%`})
    order by rank desc, product_id limit ${matchesMax}`);
}

/** Products whose text looks like this, for what was cut differently. */
export function matchTrigrams(queryable: Queryable, text: string): Promise<Match[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return queryable.rows<Match>(sql`
    select product_id, case when trigrams like ${pattern} then 0.5 else word_similarity(${text}, trigrams) * 0.3 end::float8 as rank
    from storefront.search_documents where trigrams like ${pattern} or ${text} <% trigrams
    order by rank desc, product_id limit ${matchesMax}`);
}

/** The known word nearest to one nobody has: read the same (牛由果 is 牛油果), else spelled nearly the same. */
export async function nearestTerm(queryable: Queryable, text: string, pinyin: string): Promise<string | undefined> {
  const row = await queryable.maybe<{ term: string }>(sql`
    select term from storefront.search_terms
    where pinyin = ${pinyin} or (pinyin % ${pinyin} and similarity(pinyin, ${pinyin}) >= 0.4 and abs(length(pinyin) - ${pinyin.length}) <= 2)
    order by pinyin = ${pinyin} desc, similarity(pinyin, ${pinyin}) desc, similarity(term, ${text}) desc, products_count desc, term limit 1`);
  return row?.term;
}

/** Words that start like this, in Chinese or in letters; the commonest first. */
export async function suggestTerms(queryable: Queryable, text: string, limit: number): Promise<string[]> {
  const prefix = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  const letters = `${text.replace(/[^a-z0-9]/g, '')}%`;
  const asLetters = letters.length > 1 && /^[\x20-\x7e]+$/.test(text);
  const rows = await queryable.rows<{ term: string }>(sql`
    select term from storefront.search_terms
    where ${text === ''}::boolean or term like ${prefix} or (${asLetters}::boolean and (pinyin like ${letters} or initials like ${letters}))
    order by term like ${prefix} desc, products_count desc, term limit ${limit}`);
  return rows.map((row) => row.term);
}

export async function replaceVideoDocuments(
  queryable: Queryable,
  videoIds: readonly string[],
  documents: readonly { videoId: string; words: string; trigrams: string; pinyin: string }[],
): Promise<void> {
  await queryable.run(sql`delete from storefront.video_documents where video_id = any(${videoIds}::uuid[])`);
  if (documents.length === 0) return;
  await queryable.run(sql`
    insert into storefront.video_documents (video_id, words, trigrams, pinyin)
    select "videoId", words::tsvector, trigrams, pinyin from jsonb_to_recordset(${json(documents)}::jsonb) as given (
      "videoId" uuid, words text, trigrams text, pinyin text)`);
}

/** Videos whose words match, or whose text or spelling holds what was written; best first. */
export async function matchVideos(
  queryable: Queryable,
  query: string,
  text: string,
  letters: string,
  limit: number,
): Promise<string[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const spelled = letters.length >= 2;
  const rows = await queryable.rows<{ video_id: string }>(sql`
    select video_id from storefront.video_documents
    where words @@ ${query}::tsquery or trigrams like ${pattern} or (${spelled}::boolean and pinyin like ${`%${letters}%`})
    order by words @@ ${query}::tsquery desc, ts_rank(words, ${query}::tsquery) desc, video_id desc limit ${limit}`);
  return rows.map((row) => row.video_id);
}
