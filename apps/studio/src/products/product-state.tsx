import type { Schemas } from '@haowu/api-client';
import { StateTag, type Tone } from '@haowu/ui/desk/index.ts';
import { useTranslation } from 'react-i18next';

export type Product = Schemas['StudioProduct'];
export type Variant = Schemas['StudioVariant'];
export const productStates = ['published', 'draft', 'in_review', 'refused', 'withdrawn'] as const;

const tones: Record<Product['state'], Tone> = {
  draft: 'plain',
  in_review: 'waits',
  refused: 'bad',
  published: 'good',
  withdrawn: 'plain',
};

export function ProductState({ state }: { state: Product['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`products.state.${state}`)}</StateTag>;
}

export function availableOf(product: Product): number {
  return product.variants.reduce((sum, variant) => sum + variant.available, 0);
}
