import type { CategoryNode } from './category.ts';

type Policy = 'seven days' | 'perishable';

function leaf(
  id: string,
  zh: string,
  en: string,
  policy: Policy,
  commissionRateBp: number,
  aliases: string[] = [],
): CategoryNode {
  const perishable = policy === 'perishable';
  return { id, name: { zh, en }, aliases, noReasonReturn: !perishable, freshGuarantee: perishable, commissionRateBp };
}

/**
 * The categories every platform starts with. Fresh and living goods are excepted from the seven days and carry the
 * arrival guarantee instead (DOMAIN P50). `other` takes what an import could not place; it is never published from there.
 */
export const standardCategories: readonly CategoryNode[] = [
  {
    id: 'fresh',
    name: { zh: '生鲜果蔬', en: 'Fresh food' },
    children: [
      leaf('fruit', '水果', 'Fruit', 'perishable', 1_000, ['生鲜/水果']),
      leaf('vegetable', '蔬菜菌菇', 'Vegetables and mushrooms', 'perishable', 1_000, [
        '生鲜/蔬菜',
        '生鲜/菌菇',
        'vegetables',
      ]),
      leaf('seafood', '水产海鲜', 'Seafood', 'perishable', 800, ['生鲜/水产', '生鲜/海鲜']),
      leaf('meat-egg', '肉禽蛋', 'Meat and eggs', 'perishable', 600, ['生鲜/肉禽蛋', '生鲜/肉蛋']),
    ],
  },
  {
    id: 'pantry',
    name: { zh: '粮油零食', en: 'Pantry and snacks' },
    children: [
      leaf('grain', '米面杂粮', 'Rice, noodles and grains', 'seven days', 800, ['食品/米面粮油', '食品/杂粮']),
      leaf('snack', '零食坚果', 'Snacks and nuts', 'seven days', 1_500, ['食品/零食', '食品/坚果', 'snacks']),
      leaf('pastry', '糕点面包', 'Pastry and bread', 'perishable', 1_500, ['食品/糕点']),
      leaf('seasoning', '调味蜂蜜', 'Seasoning and honey', 'seven days', 1_200, ['食品/调味品', '食品/蜂蜜']),
      leaf('tea', '茶叶', 'Tea', 'seven days', 2_000, ['食品/茶叶']),
      leaf('coffee', '咖啡冲饮', 'Coffee and drinks', 'seven days', 1_500, ['食品/咖啡', '食品/冲饮', 'coffee']),
    ],
  },
  {
    id: 'home',
    name: { zh: '家居日用', en: 'Home' },
    children: [
      leaf('kitchen', '厨房用具', 'Kitchen tools', 'seven days', 1_500, ['家居/厨具']),
      leaf('tableware', '餐具茶具', 'Tableware and tea sets', 'seven days', 1_800, [
        '家居/餐具',
        '家居/茶具',
        'tableware',
      ]),
      leaf('lighting', '灯具', 'Lamps', 'seven days', 1_500, ['家居/灯具', 'lighting']),
      leaf('furnishing', '家具家纺', 'Furniture and textiles', 'seven days', 1_500, [
        '家居/家具',
        '家居/家纺',
        'furniture',
      ]),
      leaf('storage', '收纳清洁', 'Tidying and cleaning', 'seven days', 1_500, ['家居/收纳', '家居/清洁']),
    ],
  },
  {
    id: 'garden-pet',
    name: { zh: '园艺宠物', en: 'Garden and pets' },
    children: [
      leaf('plant', '绿植花卉', 'Plants and flowers', 'perishable', 1_500, ['园艺/绿植', '园艺/花卉', 'plants']),
      leaf('garden-tool', '园艺工具', 'Garden tools', 'seven days', 1_500, ['园艺/工具']),
      leaf('pet', '宠物用品', 'Pet supplies', 'seven days', 1_500, ['宠物/用品', 'pets']),
    ],
  },
  {
    id: 'fashion',
    name: { zh: '服饰鞋包', en: 'Fashion' },
    children: [
      leaf('women', '女装', 'Women', 'seven days', 2_000, ['服饰/女装', "women's clothing"]),
      leaf('men', '男装', 'Men', 'seven days', 1_800, ['服饰/男装', "men's clothing"]),
      leaf('shoes', '鞋靴', 'Shoes', 'seven days', 1_800, ['鞋靴', '服饰/鞋靴']),
      leaf('bag', '箱包', 'Bags and luggage', 'seven days', 2_000, ['箱包', '服饰/箱包', 'bags']),
      leaf('accessory', '帽子配饰', 'Hats and accessories', 'seven days', 2_000, [
        '配饰/帽子',
        '配饰',
        '服饰/配饰',
        'hats',
        'accessories',
      ]),
    ],
  },
  {
    id: 'beauty',
    name: { zh: '美妆个护', en: 'Beauty and care' },
    children: [
      leaf('skincare', '护肤', 'Skincare', 'seven days', 2_000, ['美妆/护肤']),
      leaf('makeup', '彩妆', 'Make-up', 'seven days', 2_000, ['美妆/彩妆', 'makeup']),
      leaf('body-care', '洗护', 'Body care', 'seven days', 1_800, ['个护/洗护']),
    ],
  },
  {
    id: 'sport',
    name: { zh: '运动户外', en: 'Sport and outdoors' },
    children: [
      leaf('ball', '球类', 'Ball games', 'seven days', 1_200, ['运动/球类']),
      leaf('outdoor', '露营户外', 'Camping and outdoors', 'seven days', 1_200, ['运动/户外', 'camping']),
      leaf('fitness', '健身骑行', 'Fitness and cycling', 'seven days', 1_200, ['运动/健身', 'fitness']),
    ],
  },
  {
    id: 'culture',
    name: { zh: '文创玩具', en: 'Culture and toys' },
    children: [
      leaf('toy', '玩具', 'Toys', 'seven days', 1_500, ['玩具']),
      leaf('book', '图书', 'Books', 'seven days', 1_200, ['图书']),
      leaf('stationery', '文具', 'Stationery', 'seven days', 1_500, ['文具']),
      leaf('heritage-craft', '非遗手作', 'Heritage craft', 'seven days', 2_000, ['非遗', '手作']),
      leaf('instrument', '乐器', 'Instruments', 'seven days', 1_000, ['乐器']),
    ],
  },
  {
    id: 'digital',
    name: { zh: '数码家电', en: 'Electronics' },
    children: [
      leaf('audio', '影音数码', 'Audio and cameras', 'seven days', 500, ['数码/影音']),
      leaf('appliance', '小家电', 'Small appliances', 'seven days', 800, ['家电/小家电']),
    ],
  },
  {
    id: 'unsorted',
    name: { zh: '待分类', en: 'To be sorted' },
    children: [leaf('other', '其他', 'Other', 'seven days', 1_500)],
  },
];
