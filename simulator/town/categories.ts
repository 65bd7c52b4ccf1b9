import type { CategoryLeaf, CategoryRoot } from './types.ts';

type Policy = 'seven-days' | 'perishable' | 'living';

/** Fresh and living goods are excepted from the seven days and carry the arrival guarantee instead. */
function leaf(slug: string, zh: string, en: string, policy: Policy, commissionBasisPoints: number): CategoryLeaf {
  const perishable = policy !== 'seven-days';
  return { slug, name: { zh, en }, noReasonReturn: !perishable, freshGuarantee: perishable, commissionBasisPoints };
}

/** Category tree of the town: roots with their leaves, after-sale policy and default commission. */
export const categories: CategoryRoot[] = [
  {
    slug: 'fresh',
    name: { zh: '生鲜果蔬', en: 'Fresh food' },
    leaves: [
      leaf('fruit', '水果', 'Fruit', 'perishable', 1000),
      leaf('vegetable', '蔬菜菌菇', 'Vegetables and mushrooms', 'perishable', 1000),
      leaf('seafood', '水产海鲜', 'Seafood', 'perishable', 800),
      leaf('meat-egg', '肉禽蛋', 'Meat and eggs', 'perishable', 600),
    ],
  },
  {
    slug: 'pantry',
    name: { zh: '粮油零食', en: 'Pantry and snacks' },
    leaves: [
      leaf('grain', '米面杂粮', 'Rice, noodles and grains', 'seven-days', 800),
      leaf('snack', '零食坚果', 'Snacks and nuts', 'seven-days', 1500),
      leaf('pastry', '糕点面包', 'Pastry and bread', 'perishable', 1500),
      leaf('seasoning', '调味蜂蜜', 'Seasoning and honey', 'seven-days', 1200),
      leaf('tea', '茶叶', 'Tea', 'seven-days', 2000),
      leaf('coffee', '咖啡冲饮', 'Coffee and drinks', 'seven-days', 1500),
    ],
  },
  {
    slug: 'home',
    name: { zh: '家居日用', en: 'Home' },
    leaves: [
      leaf('kitchen', '厨房用具', 'Kitchen tools', 'seven-days', 1500),
      leaf('tableware', '餐具茶具', 'Tableware and tea sets', 'seven-days', 1800),
      leaf('lighting', '灯具', 'Lamps', 'seven-days', 1500),
      leaf('furnishing', '家具家纺', 'Furniture and textiles', 'seven-days', 1500),
      leaf('storage', '收纳清洁', 'Tidying and cleaning', 'seven-days', 1500),
    ],
  },
  {
    slug: 'garden-pet',
    name: { zh: '园艺宠物', en: 'Garden and pets' },
    leaves: [
      leaf('plant', '绿植花卉', 'Plants and flowers', 'living', 1500),
      leaf('garden-tool', '园艺工具', 'Garden tools', 'seven-days', 1500),
      leaf('pet', '宠物用品', 'Pet supplies', 'seven-days', 1500),
    ],
  },
  {
    slug: 'fashion',
    name: { zh: '服饰鞋包', en: 'Fashion' },
    leaves: [
      leaf('women', '女装', 'Women', 'seven-days', 2000),
      leaf('men', '男装', 'Men', 'seven-days', 1800),
      leaf('shoes', '鞋靴', 'Shoes', 'seven-days', 1800),
      leaf('bag', '箱包', 'Bags and luggage', 'seven-days', 2000),
      leaf('accessory', '帽子配饰', 'Hats and accessories', 'seven-days', 2000),
    ],
  },
  {
    slug: 'beauty',
    name: { zh: '美妆个护', en: 'Beauty and care' },
    leaves: [
      leaf('skincare', '护肤', 'Skincare', 'seven-days', 2000),
      leaf('makeup', '彩妆', 'Make-up', 'seven-days', 2000),
      leaf('body-care', '洗护', 'Body care', 'seven-days', 1800),
    ],
  },
  {
    slug: 'sport',
    name: { zh: '运动户外', en: 'Sport and outdoors' },
    leaves: [
      leaf('ball', '球类', 'Ball games', 'seven-days', 1200),
      leaf('outdoor', '露营户外', 'Camping and outdoors', 'seven-days', 1200),
      leaf('fitness', '健身骑行', 'Fitness and cycling', 'seven-days', 1200),
    ],
  },
  {
    slug: 'culture',
    name: { zh: '文创玩具', en: 'Culture and toys' },
    leaves: [
      leaf('toy', '玩具', 'Toys', 'seven-days', 1500),
      leaf('book', '图书', 'Books', 'seven-days', 1200),
      leaf('stationery', '文具', 'Stationery', 'seven-days', 1500),
      leaf('heritage-craft', '非遗手作', 'Heritage craft', 'seven-days', 2000),
      leaf('instrument', '乐器', 'Instruments', 'seven-days', 1000),
    ],
  },
  {
    slug: 'digital',
    name: { zh: '数码家电', en: 'Electronics' },
    leaves: [
      leaf('audio', '影音数码', 'Audio and cameras', 'seven-days', 500),
      leaf('appliance', '小家电', 'Small appliances', 'seven-days', 800),
    ],
  },
];

/** Leaf by slug. */
export const categoryLeaves: ReadonlyMap<string, CategoryLeaf> = new Map(
  categories.flatMap((root) => root.leaves.map((each) => [each.slug, each] as const)),
);
