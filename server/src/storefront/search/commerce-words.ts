/**
 * Words of the trade that a general dictionary cuts wrongly (女收/腰显 for 女 收腰 显瘦), one a line with a weight: what
 * they are worth against the general words around them.
 */
const words = `
收腰 显瘦 显高 显白 修身 宽松 直筒 阔腿 百搭 加绒 加厚 防晒 速干 透气 亲肤 免熨 纯棉 亚麻 真丝 羊绒 桑蚕丝 莫代尔 高腰 中长款 短袖 长袖 圆领
连衣裙 半身裙 针织衫 卫衣 冲锋衣 羽绒服 打底衫 吊带 牛仔裤 阔腿裤 渔夫帽 草编帽 帆布鞋 乐福鞋 老爹鞋 双肩包 托特包 斜挎包
安琼梨 牛油果 猕猴桃 百香果 西柚 血橙 沃柑 耙耙柑 车厘子 阳光玫瑰 丑橘 雪莲果 小番茄 圣女果 西葫芦 芦笋 羊肚菌 松茸 贝贝南瓜 铁棍山药 糯玉米
现摘 现采 现烤 现磨 现做 当季 产地直发 顺丰包邮 坏果包赔 整箱 斤装 礼盒装 试吃装 家庭装 量贩装 随手礼
挂耳咖啡 冷萃 燕麦奶 气泡水 普洱 白茶 岩茶 龙井 碧螺春 陈皮 手工皂 香薰 扩香 精华液 防晒霜 洗面奶 护手霜 卸妆油
竹编 草编 藤编 扎染 蜡染 刺绣 苗绣 蜀绣 紫砂 建盏 汝窑 青花 漆器 银饰 剪纸 皮影 年画 油纸伞 非遗
收纳盒 保温杯 马克杯 空气炸锅 珐琅锅 铸铁锅 不粘锅 硅胶 折叠 露营灯 天幕 户外 氛围灯 小夜灯 懒人沙发 四件套 乳胶枕
`;

const weight = 5_000;

/** The user dictionary in jieba's format. */
export const commerceDictionary = words
  .split(/\s+/)
  .filter((word) => word !== '')
  .map((word) => `${word} ${weight} n`)
  .join('\n');
