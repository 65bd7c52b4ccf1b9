import { ask, type Schemas } from '@haowu/api-client';
import { api, usePreferences } from '@haowu/ui/desk/index.ts';
import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

type Category = Schemas['Category'];
type Node = { value: string; title: string; selectable: boolean; children: Node[] };

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/categories', { signal })),
    staleTime: 600_000,
  });
}

function treeOf(categories: Category[], parentId: string | null, language: 'zh' | 'en'): Node[] {
  return categories
    .filter((category) => category.parentId === parentId)
    .map((category) => ({
      value: category.id,
      title: category.name[language],
      selectable: category.leaf,
      children: treeOf(categories, category.id, language),
    }));
}

/** Picks a leaf category from the tree; works as a field of an Ant Design form. */
export function CategoryField(props: {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  allowClear?: boolean;
}) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const categories = useCategories();
  const tree = useMemo(
    () => treeOf(categories.data?.items ?? [], null, locale === 'zh-CN' ? 'zh' : 'en'),
    [categories.data, locale],
  );
  return (
    <TreeSelect
      {...(props.id ? { id: props.id } : {})}
      aria-label={t('category.pick')}
      placeholder={t('category.pick')}
      loading={categories.isPending}
      treeData={tree}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear={props.allowClear ?? false}
      treeDefaultExpandedKeys={tree.map((node) => node.value)}
      treeExpandAction="click"
      value={props.value ?? null}
      onChange={(value: string | null | undefined) => props.onChange?.(value ?? null)}
      className="studio-wide"
    />
  );
}
