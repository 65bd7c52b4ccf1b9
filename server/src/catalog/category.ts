/** A category with its after-sale policy; only leaves hold goods. */
export type Category = {
  id: string;
  parentId: string | null;
  name: { zh: string; en: string };
  /** Chinese names from the root, joined by '/'. */
  pathZh: string;
  aliases: string[];
  /** Ids from the root to this one. */
  path: string[];
  leaf: boolean;
  /** Seven days without a reason (DOMAIN P50). */
  noReasonReturn: boolean;
  freshGuarantee: boolean;
  commissionRateBp: number;
};

/** What a tree is written as: a node with children is not a leaf. */
export type CategoryNode = {
  id: string;
  name: { zh: string; en: string };
  /** Other paths that merchants' spreadsheets use, such as 服饰/女装. Left out: what is stored stays. */
  aliases?: readonly string[];
  noReasonReturn?: boolean;
  freshGuarantee?: boolean;
  commissionRateBp?: number;
  children?: readonly CategoryNode[];
};

const commissionRateBpDefault = 1_500;

/** The tree as rows, parents before children. @throws RangeError when two nodes share an id. */
export function flattenCategories(tree: readonly CategoryNode[]): Category[] {
  const flat: Category[] = [];
  const visit = (node: CategoryNode, parent: Category | undefined): void => {
    const category: Category = {
      id: node.id,
      parentId: parent?.id ?? null,
      name: node.name,
      pathZh: parent ? `${parent.pathZh}/${node.name.zh}` : node.name.zh,
      aliases: [...(node.aliases ?? [])],
      path: [...(parent?.path ?? []), node.id],
      leaf: (node.children?.length ?? 0) === 0,
      noReasonReturn: node.noReasonReturn ?? true,
      freshGuarantee: node.freshGuarantee ?? false,
      commissionRateBp: node.commissionRateBp ?? commissionRateBpDefault,
    };
    flat.push(category);
    for (const child of node.children ?? []) visit(child, category);
  };
  for (const node of tree) visit(node, undefined);
  if (new Set(flat.map((each) => each.id)).size !== flat.length) throw new RangeError('two categories share an id');
  return flat;
}

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/\s*[/>]\s*/g, '/');

/**
 * Finds the leaf a merchant means: its id, its Chinese path, an alias, or (without any slash) its Chinese or English name.
 * A longer path than ours matches the leaf it lies under: 服饰/女装/T恤 is 服饰/女装. English paths match by their last known part.
 */
export function categoryFinder(categories: readonly Category[]): (written: string) => Category | undefined {
  const byPath = new Map<string, Category>();
  const byName = new Map<string, Category>();
  for (const category of categories) {
    if (!category.leaf) continue;
    for (const path of [category.id, category.pathZh, ...category.aliases]) byPath.set(clean(path), category);
    for (const name of [category.name.zh, category.name.en]) byName.set(clean(name), category);
  }
  return (written) => {
    const parts = clean(written)
      .split('/')
      .filter((part) => part !== '');
    if (parts.length === 0) return undefined;
    for (let length = parts.length; length > 0; length -= 1) {
      const found = byPath.get(parts.slice(0, length).join('/'));
      if (found) return found;
    }
    if (parts.length === 1) return byName.get(parts[0] ?? '');
    if (/[^\x20-\x7e]/.test(written)) return undefined;
    return parts
      .toReversed()
      .map((part) => byName.get(part))
      .find((found) => found !== undefined);
  };
}
