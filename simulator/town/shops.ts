import type { Region, Shop, ShopKind, SubjectType } from './types.ts';

const keyAssistanceCounty = {
  kind: 'key-assistance-county',
  label: { zh: '乡村振兴重点帮扶县', en: 'Rural revitalisation key county' },
  fromDay: '2021-08-27',
} as const;

function region(province: string, city: string, county: string, designated = false): Region {
  return { province, city, county, designation: designated ? keyAssistanceCounty : null };
}

/** Traits in the order quality, dispatch discipline, price honesty, share of fake orders. */
function shop(
  slug: string,
  name: [zh: string, en: string],
  description: [zh: string, en: string],
  kind: ShopKind,
  subjectType: SubjectType,
  where: Region,
  dispatchPromiseHours: number,
  hidden: [quality: number, dispatchDiscipline: number, priceHonesty: number, fakeOrders: number],
): Shop {
  return {
    slug,
    name: { zh: name[0], en: name[1] },
    description: { zh: description[0], en: description[1] },
    kind,
    subjectType,
    region: where,
    logo: `logos/${slug}.webp`,
    dispatchPromiseHours,
    hidden: { quality: hidden[0], dispatchDiscipline: hidden[1], priceHonesty: hidden[2], fakeOrders: hidden[3] },
  };
}

/** The shops of the town. All names are invented; counties are real places, the businesses in them are not. */
export const shops: Shop[] = [
  shop(
    'longshang-orchard',
    ['陇上果园合作社', 'Longshang Orchard Co-op'],
    [
      '静宁山塬上的 86 户果农一起卖苹果。熟了才摘，坏果拍照就赔。',
      '86 orchard families on the Jingning plateau selling together. Picked when ripe; bad fruit is paid for on sight of a photo.',
    ],
    'cooperative',
    'cooperative',
    region('甘肃', '平凉', '静宁县', true),
    48,
    [0.88, 0.78, 0.95, 0],
  ),
  shop(
    'cloud-terrace',
    ['云上梯田合作社', 'Cloud Terrace Co-op'],
    [
      '元阳梯田的红米、菌子和蜂蜜，按季节上，卖完就等明年。',
      'Red rice, mushrooms and honey from the Yuanyang terraces, in season only.',
    ],
    'cooperative',
    'cooperative',
    region('云南', '红河', '元阳县', true),
    72,
    [0.85, 0.62, 0.94, 0],
  ),
  shop(
    'old-captain',
    ['老船长海味行', 'Old Captain Seafood'],
    [
      '沈家门码头边的一家小铺，船回来才有货，冰袋泡沫箱发出。',
      'A small shop beside the Shenjiamen quay. Stock arrives with the boats and leaves on ice.',
    ],
    'household-business',
    'household-business',
    region('浙江', '舟山', '普陀区'),
    24,
    [0.8, 0.9, 0.86, 0.01],
  ),
  shop(
    'rock-tea',
    ['岩上茶事专营店', 'Rock & Leaf Tea'],
    [
      '自家茶山和邻居的茶，标明山场、年份和焙火，苦的就写苦。',
      'Tea from our hill and the neighbours’, labelled by site, year and roast. If it is bitter we say bitter.',
    ],
    'brand',
    'franchise',
    region('福建', '南平', '武夷山市'),
    48,
    [0.9, 0.88, 0.9, 0],
  ),
  shop(
    'green-kiln',
    ['青禾窑', 'Green Grain Kiln'],
    [
      '龙泉青瓷，三代人一口窑。手拉坯，每只都有一点不一样。',
      'Longquan celadon from one family kiln. Thrown by hand, so no two are the same.',
    ],
    'heritage-craft',
    'household-business',
    region('浙江', '丽水', '龙泉市'),
    72,
    [0.94, 0.72, 0.97, 0],
  ),
  shop(
    'half-hill-craft',
    ['半山手作', 'Half Hill Handcraft'],
    [
      '油纸伞、灯笼、团扇、风筝，半座山的老手艺人一起做。',
      'Oil-paper umbrellas, lanterns, fans and kites by the craftspeople of one hillside.',
    ],
    'heritage-craft',
    'enterprise',
    region('四川', '泸州', '江阳区'),
    96,
    [0.9, 0.6, 0.95, 0],
  ),
  shop(
    'heart-in-cloth',
    ['衣里有心旗舰店', 'Heart in Cloth'],
    [
      '做能穿三年的日常衣服。面料成分写在开头。',
      'Everyday clothes made to last three years. The fabric is named before anything else.',
    ],
    'brand',
    'flagship',
    region('浙江', '杭州', '余杭区'),
    48,
    [0.82, 0.85, 0.7, 0.02],
  ),
  shop(
    'wood-hut',
    ['木作山房', 'Wood Hut'],
    [
      '一个人的木工房，也收邻居阿姨编的草帽和竹篮。',
      'A one-person woodshop that also sells the hats and baskets the neighbours weave.',
    ],
    'individual',
    'personal',
    region('安徽', '黄山', '歙县'),
    72,
    [0.86, 0.55, 0.92, 0],
  ),
  shop(
    'warm-light',
    ['暖光家居旗舰店', 'Warm Light Home'],
    ['灯、烛、被子和沙发，让晚上舒服一点。', 'Lamps, candles, quilts and sofas for better evenings.'],
    'brand',
    'flagship',
    region('广东', '中山', '古镇镇'),
    48,
    [0.76, 0.82, 0.66, 0.03],
  ),
  shop(
    'small-stove',
    ['小灶厨房专营店', 'Small Stove Kitchen'],
    [
      '锅碗瓢盆，先在自家灶上用满三个月再上架。',
      'Pots, pans and bowls, each used for three months on our own stove before it is sold.',
    ],
    'brand',
    'franchise',
    region('浙江', '金华', '永康市'),
    24,
    [0.84, 0.94, 0.82, 0],
  ),
  shop(
    'road-guest',
    ['路客户外旗舰店', 'Road Guest Outdoors'],
    [
      '帐篷、背包、球和车。参数照实写，不适合新手的会说。',
      'Tents, packs, balls and bikes. Honest figures, and a word when something is not for beginners.',
    ],
    'brand',
    'flagship',
    region('福建', '泉州', '晋江市'),
    48,
    [0.83, 0.86, 0.78, 0.01],
  ),
  shop(
    'white-grain',
    ['白禾美妆旗舰店', 'White Grain Beauty'],
    ['成分表就放在主图后面那一张。过敏可退。', 'The ingredient list is the second picture. Allergic? Send it back.'],
    'brand',
    'flagship',
    region('广东', '广州', '白云区'),
    24,
    [0.68, 0.9, 0.5, 0.08],
  ),
  shop(
    'round-toys',
    ['团团玩具店', 'Round & Round Toys'],
    ['给孩子也给大人的玩具，标明适合几岁。', 'Toys for children and for grown-ups, each with the age it suits.'],
    'brand',
    'enterprise',
    region('广东', '汕头', '澄海区'),
    48,
    [0.72, 0.75, 0.74, 0.04],
  ),
  shop(
    'turning-page',
    ['旋页书店', 'Turning Page Bookshop'],
    [
      '一家街角书店，书、文具和几件乐器，店员写推荐语。',
      'A corner bookshop with stationery and a few instruments. The staff write the notes.',
    ],
    'brand',
    'franchise',
    region('江苏', '南京', '鼓楼区'),
    48,
    [0.9, 0.8, 0.93, 0],
  ),
  shop(
    'fur-and-flower',
    ['毛毛和花园', 'Fur & Flower'],
    [
      '一个阳台、两只猫、四十盆花。卖的都是自己在用的。',
      'One balcony, two cats, forty pots. Everything sold here is in use here.',
    ],
    'individual',
    'personal',
    region('云南', '昆明', '呈贡区'),
    72,
    [0.78, 0.58, 0.88, 0],
  ),
  shop(
    'red-star-store',
    ['红星百货', 'Red Star Department Store'],
    [
      '开了四十年的百货大楼，楼里的柜台搬到了手机上。',
      'A forty-year-old department store whose counters moved onto the phone.',
    ],
    'department-store',
    'department-store',
    region('湖北', '武汉', '江汉区'),
    48,
    [0.74, 0.8, 0.6, 0.05],
  ),
  shop(
    'granny-cakes',
    ['阿婆糕点铺', 'Granny’s Cake Shop'],
    [
      '苏式糕点，当天做当天发，保质期短，一次少买点。',
      'Suzhou-style pastry made and sent the same day. Short shelf life: buy a little at a time.',
    ],
    'household-business',
    'household-business',
    region('江苏', '苏州', '姑苏区'),
    24,
    [0.87, 0.84, 0.9, 0],
  ),
];
