import type { Act } from '../kernel/index.ts';
import { type CategoryNode, flattenCategories } from './category.ts';
import { writeCategories } from './store.ts';

/** Brings the category tree to what is given; categories that are not named stay, because goods may lie in them. */
export async function upsertCategories(act: Act, tree: readonly CategoryNode[]): Promise<void> {
  await writeCategories(act, flattenCategories(tree));
}
