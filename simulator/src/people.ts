import { tags } from '../town/index.ts';
import type { Random } from './random.ts';

/** Somebody who lives in the town and buys now and then. Tastes are hidden from the platform. */
export type Person = {
  id: string;
  nickname: string;
  phone: string;
  /** How much each interest moves this person, 0 to 1; those left out do not. */
  tastes: Map<string, number>;
  /** Sessions a day, on average. */
  activity: number;
  /** Share of good finds that are bought. */
  spending: number;
  /** How strictly this person judges, 0 mild to 1 harsh. */
  strictness: number;
  home: { province: string; city: string; district: string };
};

const surnames = '林陈周吴郑王赵孙李何许沈韩杨朱秦尤吕施张孔曹严华金魏陶姜'.split('');
const givenNames =
  '晓雨 子墨 一鸣 思远 佳怡 浩然 若溪 明月 小满 知夏 南风 青禾 阿树 念安 星野 清和 悠然 小川 望舒 初一'.split(' ');
const handles =
  '爱吃橘子的{} {}今天早睡了吗 住在三楼的{} {}和猫 周末去爬山的{} {}不加班 慢慢来的{} {}的小厨房 骑车上班的{} {}在路上'.split(
    ' ',
  );
const homes = [
  ['北京市', '北京市', '朝阳区'],
  ['上海市', '上海市', '浦东新区'],
  ['广东省', '深圳市', '南山区'],
  ['广东省', '广州市', '天河区'],
  ['浙江省', '杭州市', '西湖区'],
  ['四川省', '成都市', '武侯区'],
  ['重庆市', '重庆市', '渝中区'],
  ['湖北省', '武汉市', '洪山区'],
  ['江苏省', '南京市', '鼓楼区'],
  ['陕西省', '西安市', '雁塔区'],
  ['辽宁省', '沈阳市', '和平区'],
  ['云南省', '昆明市', '五华区'],
  ['甘肃省', '兰州市', '城关区'],
  ['福建省', '厦门市', '思明区'],
] as const;

/** A population with long-tailed activity: a few people are here every day, most now and then. */
export function makePeople(random: Random, count: number, newId: () => string): Person[] {
  const interests = Object.keys(tags.interest);
  return Array.from({ length: count }, (_, index) => {
    const given = random.pick(givenNames);
    const nickname = random.chance(0.6)
      ? random.pick(handles).replace('{}', given)
      : `${random.pick(surnames)}${given}`;
    const tastes = new Map<string, number>();
    const liked = random.between(3, 7);
    for (let each = 0; each < liked; each += 1) tastes.set(random.pick(interests), 0.35 + random.next() * 0.65);
    const [province, city, district] = random.pick(homes);
    return {
      id: newId(),
      nickname: `${nickname}${index % 7 === 0 ? '' : random.between(1, 99)}`.slice(0, 24),
      phone: `139${String(10_000_000 + index)}`,
      tastes,
      activity: 0.15 + random.next() ** 2 * 0.8,
      spending: 0.5 + random.next(),
      strictness: random.next(),
      home: { province, city, district },
    };
  });
}

/** How much a thing with these tags appeals to a person, 0 to about 1. */
export function appeal(person: Person, interests: readonly string[]): number {
  return interests.reduce((most, interest) => Math.max(most, person.tastes.get(interest) ?? 0), 0);
}
