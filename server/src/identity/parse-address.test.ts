import { expect, test } from 'vitest';
import { parseAddressText } from './parse-address.ts';

test.each([
  [
    '张三 13800138000 浙江省杭州市余杭区文一西路969号3幢',
    {
      name: '张三',
      phone: '13800138000',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      detail: '文一西路969号3幢',
    },
  ],
  [
    '收货人：李婶\n手机：139 1234 5678\n地址：甘肃省定西市通渭县平襄镇温泉路8号',
    {
      name: '李婶',
      phone: '13912345678',
      province: '甘肃省',
      city: '定西市',
      district: '通渭县',
      detail: '平襄镇温泉路8号',
    },
  ],
  [
    '北京市朝阳区建国路88号SOHO 1201，王小明，+8618611112222',
    {
      name: '王小明',
      phone: '18611112222',
      province: '北京市',
      city: '北京市',
      district: '朝阳区',
      detail: '建国路88号SOHO 1201',
    },
  ],
  [
    '广西南宁市青秀区民族大道1号 陈晨 15077778888',
    {
      name: '陈晨',
      phone: '15077778888',
      province: '广西壮族自治区',
      city: '南宁市',
      district: '青秀区',
      detail: '民族大道1号',
    },
  ],
])('a pasted address is recognised: %s', (text, expected) => {
  expect(parseAddressText(text)).toEqual(expected);
});

test('text without an address guesses nothing', () => {
  expect(parseAddressText('今天晚上一起吃饭吗')).toMatchObject({ phone: '', province: '', city: '', district: '' });
});
