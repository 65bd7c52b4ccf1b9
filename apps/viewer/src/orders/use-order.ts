import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api.ts';

export function useOrder(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId],
    queryFn: () => ask(api.GET('/api/v1/orders/{id}', { params: { path: { id: orderId } } })),
    refetchInterval: (query) => (query.state.data?.state === 'awaiting_payment' ? 5_000 : 30_000),
  });
}

export function useCase(caseId: string) {
  return useQuery({
    queryKey: ['aftersale', caseId],
    queryFn: () => ask(api.GET('/api/v1/aftersales/{id}', { params: { path: { id: caseId } } })),
    refetchInterval: 30_000,
  });
}
