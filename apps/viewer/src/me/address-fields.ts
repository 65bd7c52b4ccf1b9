import type { Schemas } from '../api.ts';

export type AddressFields = Required<Schemas['AddressFields']>;

export const emptyAddress: AddressFields = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  detail: '',
  isDefault: false,
};

export type AddressField = 'name' | 'phone' | 'province' | 'city' | 'detail';

/** The first fields that still need something; empty when the address can be used. */
export function missingFields(address: AddressFields): AddressField[] {
  const missing: AddressField[] = [];
  if (address.name.trim() === '') missing.push('name');
  if (!/^1[3-9]\d{9}$/.test(address.phone.trim())) missing.push('phone');
  if (address.province.trim() === '') missing.push('province');
  if (address.city.trim() === '') missing.push('city');
  if (address.detail.trim() === '') missing.push('detail');
  return missing;
}

/** `上海市 徐汇区`: the city is left out where it repeats the province. */
export function regionOf(address: { province: string; city: string; district: string }): string {
  const parts = [address.province, address.city === address.province ? '' : address.city, address.district];
  return parts.filter((part) => part !== '').join(' ');
}

export const provinces = [
  '北京市',
  '天津市',
  '河北省',
  '山西省',
  '内蒙古自治区',
  '辽宁省',
  '吉林省',
  '黑龙江省',
  '上海市',
  '江苏省',
  '浙江省',
  '安徽省',
  '福建省',
  '江西省',
  '山东省',
  '河南省',
  '湖北省',
  '湖南省',
  '广东省',
  '广西壮族自治区',
  '海南省',
  '重庆市',
  '四川省',
  '贵州省',
  '云南省',
  '西藏自治区',
  '陕西省',
  '甘肃省',
  '青海省',
  '宁夏回族自治区',
  '新疆维吾尔自治区',
  '台湾省',
  '香港特别行政区',
  '澳门特别行政区',
] as const;
