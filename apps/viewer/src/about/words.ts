import { addWords } from '../i18n/index.ts';

addWords('about', {
  'zh-CN': {
    title: '关于好物',
    lead: '好物是一套开源、可以自己部署的兴趣电商平台。',
    interest: '什么是兴趣电商',
    interestText:
      '你本来没想买什么，只是在看喜欢的内容；内容让你遇见一件好东西，看得明白、信得过，就顺手买下。货架电商等你来搜，兴趣电商先让你喜欢。',
    quality: '什么是有质量的 GMV',
    qualityText:
      '成交额只说付了多少钱，不说买得值不值。这里只计算留得住的那部分：从付款额里依次减去取消与退款、质量问题与虚假成交，再等收货、评价与保障期过去，剩下的才是有质量的 GMV。',
    levels: '四级，由多到少',
    paid: '付款',
    paidText: '付了多少',
    net: '净额',
    netText: '减去取消和退款',
    clean: '干净额',
    cleanText: '再减去作弊与违规',
    qgmv: '有质量的 GMV',
    qgmvText: '再减去质量、服务与不满意的损失，并且过了保障期',
    steers: '它决定什么',
    steersText: '推荐、结算与评分都看这个数，不看成交额。卖得多但退得多、差评多，不会被推得更远。',
    promises: '对你的承诺',
    promise: {
      price: '到手价就是付款价，每一处都一样。',
      pressure: '没有假倒计时，没有预先勾选的付费项。',
      why: '每条推荐都能看到理由，个性化可以关掉。',
      data: '你的数据可以导出，也可以删除。',
    },
    demo: '关于演示环境',
    demoText: '演示环境里的人、店、货和钱都是虚构的；视频与图片由程序合成并已标明。不会真的扣款，也不会发货。',
    open: '源代码以 Apache-2.0 许可证公开。',
    settings: '隐私与个性化',
  },
  en: {
    title: 'About Haowu',
    lead: 'Haowu is an open platform for interest commerce that anyone can host.',
    interest: 'What is interest commerce',
    interestText:
      'You came to watch, not to buy. Something you enjoy watching lets you meet a good thing, see how it is made and who stands behind it, and you take it along. A shelf waits until you search; interest commerce begins with what you like.',
    quality: 'What is quality GMV',
    qualityText:
      'Gross merchandise value says what was paid, not whether it was worth it. We count only what lasts: from what was paid we take cancellations and refunds, then faults and fake trade, then wait until goods are received, rated and past their protection period. What remains is quality GMV.',
    levels: 'Four levels, from most to least',
    paid: 'Paid',
    paidText: 'what was paid',
    net: 'Net',
    netText: 'less cancellations and refunds',
    clean: 'Clean',
    cleanText: 'less cheating and violations',
    qgmv: 'Quality GMV',
    qgmvText: 'less losses of quality, service and satisfaction, past the protection period',
    steers: 'What it decides',
    steersText:
      'Recommendations, settlement and scores follow this figure, not turnover. Selling much and getting much back takes nobody further.',
    promises: 'What we promise you',
    promise: {
      price: 'The price you see is the price you pay, everywhere.',
      pressure: 'No fake countdowns, nothing paid ticked in advance.',
      why: 'Every recommendation shows its reasons; personalisation can be switched off.',
      data: 'Your data can be exported and deleted.',
    },
    demo: 'About the demo',
    demoText:
      'People, shops, goods and money in the demo are made up; videos and pictures are synthetic and labelled so. Nothing is charged and nothing is shipped.',
    open: 'The source is open under Apache-2.0.',
    settings: 'Privacy and personalisation',
  },
});
