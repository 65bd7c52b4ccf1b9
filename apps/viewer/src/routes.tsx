import { type ComponentType, lazy } from 'react';
import { Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import FeedPage from './feed/feed-page.tsx';
import { PageBoundary } from './shell/page-boundary.tsx';

type PageModule = { default: ComponentType };
const modules = import.meta.glob<PageModule>(['./*/*-page.tsx', '!./feed/feed-page.tsx']);

/** Every address of the app and the page module that answers it; each page is its own chunk, except the feed, which comes first. */
const pages = {
  '/authors/:id': './people/author-page.tsx',
  '/sign-in': './account/sign-in-page.tsx',
  '/reset-password': './account/reset-password-page.tsx',
  '/about': './about/about-page.tsx',
  '/mall': './shop/mall-page.tsx',
  '/categories/:id': './shop/category-page.tsx',
  '/search': './shop/search-page.tsx',
  '/products/:id': './shop/product-page.tsx',
  '/shops/:id': './shop/shop-page.tsx',
  '/cart': './shop/cart-page.tsx',
  '/checkout': './shop/checkout-page.tsx',
  '/orders': './orders/order-list-page.tsx',
  '/orders/:id': './orders/order-page.tsx',
  '/orders/:id/parcels': './orders/tracking-page.tsx',
  '/orders/:id/review': './orders/review-page.tsx',
  '/orders/:id/aftersale': './orders/apply-aftersale-page.tsx',
  '/aftersales/:id': './orders/aftersale-page.tsx',
  '/me': './me/me-page.tsx',
  '/me/addresses': './me/addresses-page.tsx',
  '/me/privacy': './me/privacy-page.tsx',
  '/me/interests': './me/interests-page.tsx',
  '/me/favourites': './me/favourites-page.tsx',
  '/me/following': './me/following-page.tsx',
  '/notices': './me/notices-page.tsx',
  '/me/settings': './me/settings-page.tsx',
  '*': './shell/not-found-page.tsx',
} as const;

const components = new Map<string, ComponentType>();

function pageAt(path: string): ComponentType | undefined {
  const load = modules[path];
  if (load === undefined) return undefined;
  const known = components.get(path) ?? lazy(load);
  components.set(path, known);
  return known;
}

/** A shared product link opens the product page; the server gives `/p/:id` its picture and title for chat previews. */
function SharedProduct() {
  const { id } = useParams();
  const location = useLocation();
  return <Navigate to={`/products/${id}${location.search}`} replace />;
}

export function AppRoutes() {
  const location = useLocation();
  return (
    <PageBoundary page={location.pathname}>
      <Routes>
        <Route path="/" element={<FeedPage />} />
        <Route path="/v/:id" element={<FeedPage />} />
        {Object.entries(pages).map(([address, module]) => {
          const PageComponent = pageAt(module);
          return PageComponent && <Route key={address} path={address} element={<PageComponent />} />;
        })}
        <Route path="/p/:id" element={<SharedProduct />} />
      </Routes>
    </PageBoundary>
  );
}
