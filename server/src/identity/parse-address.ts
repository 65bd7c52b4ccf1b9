/** Fields recognised in a pasted address; what is not recognised stays empty, nothing is guessed. */
export type ParsedAddress = {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  detail: string;
};

const municipalities = ['北京', '天津', '上海', '重庆'];
const provinces = [
  ...municipalities,
  ...'河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门'.split(
    ' ',
  ),
];
const provinceFull: Record<string, string> = {
  内蒙古: '内蒙古自治区',
  广西: '广西壮族自治区',
  西藏: '西藏自治区',
  宁夏: '宁夏回族自治区',
  新疆: '新疆维吾尔自治区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
};
const labels =
  /(?:收货人|收件人|姓名|联系人|手机号?码?|联系电话|电话|所在地区|详细地址|收货地址|地址|邮编)\s*[:：]?\s*/g;

function fullProvince(short: string): string {
  return provinceFull[short] ?? (municipalities.includes(short) ? `${short}市` : `${short}省`);
}

/** Recognises 省市区, detail, name and mobile number in text as people paste it from a chat or another shop. */
export function parseAddressText(text: string): ParsedAddress {
  let rest = text
    .normalize('NFKC')
    .replace(labels, ' ')
    .replace(/[,，;；、|\n\r\t]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const phoneMatch = /(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/.exec(rest);
  const phone = phoneMatch ? `${phoneMatch[1]}${phoneMatch[2]}${phoneMatch[3]}` : '';
  if (phoneMatch) rest = rest.replace(phoneMatch[0], ' ').replace(/\s+/g, ' ').trim();
  const short = provinces.find((name) => rest.includes(name));
  if (!short) {
    const [first = '', ...others] = rest.split(' ');
    const name = first.length <= 4 ? first : '';
    return { name, phone, province: '', city: '', district: '', detail: name ? others.join(' ') : rest };
  }
  const at = rest.indexOf(short);
  const before = rest.slice(0, at).trim();
  let after = rest
    .slice(at + short.length)
    .replace(/^(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|省|市)/, '')
    .trim();
  const isMunicipality = municipalities.includes(short);
  let city = isMunicipality ? `${short}市` : '';
  if (isMunicipality)
    after = after
      .replace(new RegExp(`^${short}市?`), '')
      .replace(/^(?:市辖区|县)\s*/, '')
      .trim();
  else {
    const cityMatch = /^\s*([^\s]{1,10}?(?:市|自治州|地区|盟))/.exec(after);
    if (cityMatch?.[1]) {
      city = cityMatch[1];
      after = after.slice(cityMatch[0].length).trim();
    }
  }
  const districtMatch = /^\s*([^\s\d]{1,9}?(?:自治县|新区|区|县|旗|市))/.exec(after);
  const district = districtMatch?.[1] ?? '';
  if (districtMatch) after = after.slice(districtMatch[0].length).trim();
  let name = before.split(' ').filter(Boolean).at(-1) ?? '';
  let detail = after;
  if (!name) {
    const parts = after.split(' ').filter(Boolean);
    const last = parts.at(-1) ?? '';
    if (parts.length > 1 && /^[\p{Script=Han}·A-Za-z]{2,6}$/u.test(last) && !/[路街道号室楼栋村镇]$/.test(last)) {
      name = last;
      detail = parts.slice(0, -1).join(' ');
    }
  }
  return { name, phone, province: fullProvince(short), city, district, detail };
}
