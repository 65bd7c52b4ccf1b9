import { categoriesOf } from '../catalog/index.ts';
import { minuteMs, type World } from '../kernel/index.ts';
import { recommenderOf } from '../recommender/index.ts';

/** Names of what reasons speak of; undefined when not known. */
export type Names = { title(videoId: string): string | undefined; category(categoryId: string): string | undefined };

type Tree = Map<string, { zh: string; en: string }>;
const trees = new WeakMap<World, { readAt: number; tree: Promise<Tree> }>();

/** The tree of categories changes with a release; read once a minute. */
export async function namesFor(world: World, locale: 'zh-CN' | 'en'): Promise<Names> {
  let known = trees.get(world);
  if (!known || performance.now() - known.readAt > minuteMs) {
    const tree = categoriesOf(world.database).then((all) => new Map(all.map(({ id, name }) => [id, name])));
    known = { readAt: performance.now(), tree };
    trees.set(world, known);
    tree.catch(() => trees.delete(world));
  }
  const tree = await known.tree;
  const shelf = recommenderOf(world)?.shelf;
  return {
    title: (videoId) => shelf?.video(videoId)?.title ?? undefined,
    category: (categoryId) => tree.get(categoryId)?.[locale === 'en' ? 'en' : 'zh'],
  };
}
