import type { CommentPool } from './types.ts';

/** One comment a line; a line that begins with `en:` is English. */
function pool(topic: string, source: string): CommentPool {
  const lines = source
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) =>
      line.startsWith('en:')
        ? { text: line.slice(3).trim(), language: 'en' as const }
        : { text: line, language: 'zh' as const },
    );
  return { topic, lines };
}

/** What people write under clips, by what the clip is about; `any` fits everywhere. */
export const comments: CommentPool[] = [
  pool(
    'any',
    `
    先收藏，晚上慢慢看
    讲得清楚，关注了
    这个背景音乐叫什么名字
    我妈转给我的
    终于有人把这个说明白了
    看到一半手机没电，充上又看了一遍
    能不能出个长一点的
    第一次刷到你，挺好
    每次看你的视频都会安静一点
    已转发到家庭群
    有没有人和我一样看了三遍
    评论区也好温柔
    en: Saved this for the weekend.
    en: Short and clear, thank you.
  `,
  ),
  pool(
    'fruit',
    `
    上周到的，箱子里垫了稻壳，一个没坏
    有点酸口，我喜欢这种
    软的就给爷爷吃，硬的我留着
    三斤装够两个人吃吗
    去年也是你家买的，今年个头小一点
    寄到哈尔滨要几天
    坏了两个，拍照当天就退了钱，没有扯皮
    五点就起来摘，辛苦了李婶
    糖度有没有测过
    这个果锈我一开始以为是坏的
    孩子带去学校，同学都问哪买的
    什么时候下市，想再囤一箱
    en: Arrived soft on one side but they refunded that one right away.
    en: Tastes like the peaches my grandmother grew.
  `,
  ),
  pool(
    'farm',
    `
    看着就踏实
    我老家也这样，好久没回去了
    带泥的确实放得住，我放了一个多月
    羡慕能在地里跑的鸡
    合作社是每家自己卖还是一起卖
    请问怎么过去，想带孩子体验
    小时候一放学就去刨洋芋
    能看出来是真的在干活
    种地的人不容易，支持
    这个价格农民能拿多少
    en: The light in the first shot is lovely.
  `,
  ),
  pool(
    'nature',
    `
    这个云是加的还是真的
    说了是合成画面，但还是想去看看
    声音关小，躺着看，很舒服
    我在城里三年没看过星星了
    下次能不能拍一下雾里的牛
    看得我把窗户打开了
    夜里真的有那么多虫子吗
    叶子那段讲给孩子听了，他点头
    想住一个晚上
    en: I could watch the terraces for an hour.
    en: Now I want to be bored somewhere quiet.
  `,
  ),
  pool(
    'cooking',
    `
    照着做了，番茄要多炒一会儿
    我家没有葱，用香菜代替也行
    泡菇水我一直倒掉的，亏大了
    饺子点水那一步我妈也是这么教的
    请问面要煮几分钟
    十分钟是熟手，我用了二十五分钟
    孩子吃了两碗
    红米直接煮真的硬，浪费了一锅
    盐什么时候放
    今晚就这个了
    可以把调料比例写一下吗
    en: Made it tonight. Needed a bit more salt.
  `,
  ),
  pool(
    'knowledge',
    `
    学了这么多年才知道
    我蜂蜜扔了一罐，才看到这条
    老师再讲一个水龙头的
    孩子问为什么，我终于答得上来
    这个比课本上的图好懂
    有一点没明白，体积变大重量没变对吧
    对，密度变小所以浮
    我是教物理的，讲得没毛病
    收藏给明年上初二的弟弟
    原来要背对太阳，难怪每次都找不到
    en: Best explanation of why ice floats I have seen.
    en: My kid asked for this one three times.
  `,
  ),
  pool(
    'seafood',
    `
    船冻和岸冻以前真分不清
    螃蟹到的时候还动，断了一条腿
    发白那个我买过，原来是这样
    陈船长讲海的时候眼睛会亮
    六点的码头冷不冷
    内陆城市能寄吗
    净重按去冰算，这点舒服
    蒸十二分钟，从水开算吗
    从上汽算
    家里老人说海鲜就得这么买
    想听你讲台风
    en: Didn’t know the dull one meant it was frozen late.
  `,
  ),
  pool(
    'snack',
    `
    不该晚上刷到的
    蒜蓉还是麻辣，给个建议
    汤汁拌面绝了
    月饼掉渣掉了一桌，好吃
    保质期三天，我两天就没了
    有点甜，配茶刚好
    这个虾壳软吗
    加热八分钟，我多热了两分钟有点老
    公司下午茶投票赢了
    再刷就要胖了
    en: Crumbs everywhere. Worth it.
  `,
  ),
  pool(
    'tea',
    `
    话少的人讲茶，爱听
    头一泡我一直倒掉，亏了
    八十五度怎么量，有没有土办法
    烧开等两分钟就差不多
    不劝人买贵的，少见
    半山就写半山，点个赞
    冷泡那个我试了，办公室都是桃子味
    焙火味重的适合胃不好的人吗
    别听人说养胃，喝着舒服就行
    想要一个认山场的视频
    en: I stopped burning my jasmine tea after this.
  `,
  ),
  pool(
    'pottery',
    `
    泥在转，我也跟着静下来了
    青色真的好看，不是手机拍出来的那种
    我买的那只口沿有一点歪，越看越喜欢
    开窑那天好紧张吧
    手工的每只都不一样，这个要说清楚，你说清楚了
    能不能刻字
    三年才找到中心，我三分钟就放弃了
    收到两只颜色差一点点，能接受
    杯子有点小，是品茗用的没错
    下次拍一下修坯吧
    en: Mine is slightly lopsided and I love it.
  `,
  ),
  pool(
    'craft',
    `
    宋爷爷身体还好吧
    五十年，了不起
    收到伞的时候闻到桐油味了
    下雨天不舍得用
    孩子第一次把风筝放上天，谢谢您
    纸糊的灯笼挂阳台可以吗
    不能淋雨，店里写了
    这种手艺有年轻人学吗
    孙女拍得也好
    绣了一晚上只绣了两片叶子
    梳子怕水这个提醒很重要
    en: The kite flew on the first try.
    en: Please keep filming him.
  `,
  ),
  pool(
    'kitchen',
    `
    冒烟再下油，我以前都反着来
    锅很重，我妈拿不动
    养锅要养多久
    魏叔说话像我爸
    刀到了，切番茄没有汁
    不粘锅和铁锅到底买哪个
    看你做什么，煎蛋我用铁的
    用了一个月，没锈
    收货要本人签，提前说一声就好
    切菜那段我放慢看的
    en: The egg slid right off. Finally.
  `,
  ),
  pool(
    'home',
    `
    换了暖光，室友说像酒店
    2700K 会不会太黄
    卧室可以，书桌不行
    三十平看着比我六十平还大
    房东同意打孔吗
    罐子贴日期这一招学了
    月球灯小的就够，大的占地方
    充一次我用了两个晚上
    看完把厨房收拾了一遍
    求一期衣柜的
    en: Changed one bulb. My room feels like a home now.
  `,
  ),
  pool(
    'garden',
    `
    我的仙人掌就是被我浇死的，对不起
    北阳台真的开了，拍给你看
    郁金香发芽了，五十一天
    出苗率八成五，我这边七成
    冬天要不要搬进屋
    零度以下搬
    墨墨的声音好治愈
    盆底一定要有洞
    种球有一颗发霉，补发了
    杀花达人来报到
    en: Day 48 and there is a bud.
  `,
  ),
  pool(
    'pet',
    `
    我家那只只看纸箱
    慢眨眼试了，它走开了
    多试几天，我家第三天眨回来了
    两只猫的名字叫什么
    毛线要收好，真的会吞
    笑死，它的表情
    想养，租房不让
    猫比我上镜，哈哈
    铃铛有点吵，半夜别给
    请每天更新
    en: My cat blinked back. I nearly cried.
  `,
  ),
  pool(
    'fashion',
    `
    身高一六零穿 S 会长吗
    过膝一点点
    亚麻真的皱，但夏天就它凉快
    有口袋的裙子请多出
    克重终于有人讲了
    白的那件对着光确实不透
    风衣小雨可以，大雨湿透了
    我脚宽，鞋要大半码吗
    洗了三次，有一点掉色
    模特不修图这点好
    退了一件，运费也退了
    en: Pockets. Enough said.
  `,
  ),
  pool(
    'beauty',
    `
    黄皮能用几号
    我黄皮，02 日常，01 显白
    喝水真的掉，但掉得匀
    两指量大概一毫升
    敏感肌先试小样吧
    我用着有点闷，冬天再用
    过敏退了，没问我要照片
    岁岁慢点说，听不清了
    皂泡在水里化了一半，怪我
    不夸张就好看
    en: The daylight tip saved me from buying orange again.
  `,
  ),
  pool(
    'outdoor',
    `
    二点一公斤，我背上山了
    风绳一定要拉，半夜起风你就知道
    新手第一次去哪里好
    找有水有厕所的营地
    指南针我儿子拿去上地理课了
    别在枯草上生火
    垃圾带下山，谢谢海哥每次都说
    晚上多少度能睡
    三季帐，零上五度以上吧
    看星星那条我看哭了
    en: Carried it up in the rain. Dry inside.
  `,
  ),
  pool(
    'sport',
    `
    手腕这个问题我打了两年才发现
    大臂发力第二天真的抬不起来
    八公里，我骑了五十分钟
    小区球场四点以后没位子
    运球三下，我儿子学会了
    岚教练开班吗
    脚撑收到有点松，自己拧紧了
    久坐党睡前做了，确实松一点
    疼就停，这句最重要
    戴头盔，各位
    en: Day 12 of riding to work. Legs agree.
  `,
  ),
  pool(
    'toy',
    `
    先拆一遍再给娃，这个爸爸靠谱
    熊洗完蓬了一圈
    机器人撞墙那里我女儿笑了十分钟
    五岁能玩吗
    能，但要大人陪第一次
    电池不送，记得自己买
    缺一块积木，第二天就补寄了
    拼图五百片拼了一个月
    我三十了我也想要
    en: My five-year-old coded a square.
  `,
  ),
  pool(
    'reading',
    `
    夜班的声音配这个灯光
    念得慢一点，我在听着睡
    书店在哪条街
    “走慢一点”那句抄下来了
    F 尖写中文刚好
    纸不洇这个是真的
    第三周真的顺了，手指长茧
    希望你们一直开着
    想听念诗
    有没有大字版，给我爸
    en: I fell asleep to this twice. A compliment.
  `,
  ),
  pool(
    'citywalk',
    `
    我就住这条街，第一次觉得好看
    豆浆摊还在吗
    在，六点半出摊
    走路的节奏好舒服
    下期去哪
    雨天那段特别好
    鞋底磨外侧，我也是
    一条街十张，这个练习我试试
    看完周末出门了
    别把小店拍火了，会涨价
    en: Walked the same lane yesterday. The cat is real.
  `,
  ),
  pool(
    'digital',
    `
    额定容量终于有人说了
    我的写两万，额定一万二
    没 3C 的真的上不了飞机
    有线耳机地铁上最省心
    手机没孔怎么办
    买个转接头，十几块
    相机画质一般，但孩子喜欢
    胡哥这次说得实在
    鼠标小了，换了 M
    参数给得够，点赞
    en: Rated versus printed capacity: should be on every box.
  `,
  ),
];
