/**
 * The shapes of the demo town's content: plain data, no behaviour.
 * Every id is a stable slug; money is whole minor units (fen); times inside a clip are milliseconds from its start.
 */

/** One text in the two languages of the product, each written natively. */
export interface Text {
  zh: string;
  en: string;
}

/** A value the simulator knows and nobody on the platform sees, 0 (bad) to 1 (good) unless said otherwise. */
export type HiddenTrait = number;

export type ShopKind =
  | 'brand'
  | 'individual'
  | 'household-business'
  | 'cooperative'
  | 'heritage-craft'
  | 'department-store';

/** Who stands behind the shop in law (DOMAIN 2.1): it decides documents, deposit and the word beside the shop name. */
export type SubjectType =
  | 'flagship'
  | 'franchise'
  | 'enterprise'
  | 'household-business'
  | 'personal'
  | 'cooperative'
  | 'department-store';

export interface Region {
  province: string;
  city: string;
  county: string;
  /** A designation of the county that programmes may refer to, or null. The operator keeps the real list. */
  designation: { kind: 'key-assistance-county'; label: Text; fromDay: string } | null;
}

export interface Shop {
  slug: string;
  name: Text;
  description: Text;
  kind: ShopKind;
  subjectType: SubjectType;
  region: Region;
  /** Asset name, see `assetPath`. */
  logo: string;
  dispatchPromiseHours: number;
  hidden: {
    quality: HiddenTrait;
    dispatchDiscipline: HiddenTrait;
    priceHonesty: HiddenTrait;
    /** Share of this shop's orders that are fake, 0 to 1: the only trait where more is worse. */
    fakeOrders: number;
  };
}

export interface Creator {
  slug: string;
  /** Public name, Chinese first as on the platform. */
  handle: string;
  handleEn: string;
  bio: Text;
  /** Asset name, see `assetPath`. */
  avatar: string;
  /** Who this person is, in one line, for whoever plays the part. */
  persona: Text;
  /** Tags of the people who tend to watch. */
  audience: string[];
  /** Shop whose staff this creator is (店铺自播), or null for an independent creator. */
  shop: string | null;
  hidden: { skill: HiddenTrait; honesty: HiddenTrait };
}

export interface CategoryLeaf {
  slug: string;
  name: Text;
  /** 7 days without a reason. False where the law lets goods be excepted (fresh and perishable). */
  noReasonReturn: boolean;
  /** Spoiled or broken on arrival is paid for without sending it back. */
  freshGuarantee: boolean;
  /** Default creator commission in basis points of the paid price. */
  commissionBasisPoints: number;
}

export interface CategoryRoot {
  slug: string;
  name: Text;
  leaves: CategoryLeaf[];
}

export type Guarantee =
  | 'no-reason-return'
  | 'fresh-guarantee'
  | 'refund-before-dispatch'
  | 'return-shipping-paid'
  | 'breakage-replaced'
  | 'allergy-return';

export interface Option {
  name: Text;
  values: Text[];
}

export interface Variant {
  /** Stable within the product. */
  slug: string;
  /** One index into `values` of each option, in the order of the options. */
  choice: number[];
  priceMinor: number;
  /** Price the shop really sold at before, shown struck; absent when there is none to prove. */
  strikePriceMinor?: number;
  stock: number;
}

export interface Product {
  slug: string;
  shop: string;
  /** Leaf of the category tree. */
  category: string;
  title: Text;
  description: Text;
  options: Option[];
  variants: Variant[];
  currency: 'CNY';
  dispatchPromiseHours: number;
  origin: Text;
  tags: { interest: string[]; scene: string[]; mood: string[] };
  guarantees: Guarantee[];
  /** Asset names, the first one is the cover. */
  pictures: string[];
}

export interface CaptionLine {
  startMs: number;
  endMs: number;
  text: Text;
}

export interface VideoProduct {
  product: string;
  /** When the product card appears. */
  atMs: number;
}

export interface Video {
  slug: string;
  author: string;
  title: Text;
  /** Leaf category of the goods, or null where the clip sells nothing. */
  category: string | null;
  tags: { interest: string[]; scene: string[]; mood: string[] };
  /** What comments about it are about: a key of the comment pool. */
  topic: string;
  durationMs: number;
  captions: CaptionLine[];
  products: VideoProduct[];
  /** Every clip of the town is drawn by a script, and says so. */
  synthetic: true;
}

/** One rendered clip as it lies in `assets/clips`. */
export interface ClipFile {
  video: string;
  file: string;
  width: number;
  height: number;
  durationMs: number;
  sizeBytes: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  posterFile: string;
  /** Base64. */
  thumbhash: string;
  captionFiles: { zh: string; en: string };
}

export interface CommentPool {
  topic: string;
  lines: { text: string; language: 'zh' | 'en' }[];
}

export interface ReviewPool {
  topic: string;
  /** Stars 1 to 5. */
  stars: 1 | 2 | 3 | 4 | 5;
  lines: { text: string; language: 'zh' | 'en' }[];
}
