import { addWords } from '../i18n/index.ts';

addWords('people', {
  'zh-CN': {
    author: '作者',
    follow: '关注',
    followed: '已关注',
    followers: '{{count}} 位关注者',
    shop: '进店看看',
    videos: '作品',
    noVideos: '还没有公开的作品',
    withGoods: '有商品',
    more: '更多作品',
  },
  en: {
    author: 'Author',
    follow: 'Follow',
    followed: 'Following',
    followers: '{{count}} followers',
    shop: 'Visit the shop',
    videos: 'Videos',
    noVideos: 'No public videos yet',
    withGoods: 'with goods',
    more: 'More videos',
  },
});
