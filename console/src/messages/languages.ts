import type { BillingMessages } from './billing';
import type { Messages } from './en';
import type { InvoiceMessages } from './invoices';
import type { Language } from './names';
import type { OperatorMessages } from './operator';
import type { WebhookMessages } from './webhooks';

const LOADERS: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en'),
  'zh-Hans': () => import('./zh-Hans'),
  'zh-Hant': () => import('./zh-Hant'),
  ko: () => import('./ko'),
  ru: () => import('./ru'),
};

/** Messages that only some screens need. They are apart, so that they cost the others nothing. */
export interface Apart {
  readonly operator: OperatorMessages;
  readonly invoices: InvoiceMessages;
  readonly webhooks: WebhookMessages;
  readonly billing: BillingMessages;
}

const APART: {
  readonly [Part in keyof Apart]: Record<Language, () => Promise<Pick<Apart, Part>>>;
} = {
  operator: {
    en: () => import('./en/operator'),
    'zh-Hans': () => import('./zh-Hans/operator'),
    'zh-Hant': () => import('./zh-Hant/operator'),
    ko: () => import('./ko/operator'),
    ru: () => import('./ru/operator'),
  },
  invoices: {
    en: () => import('./en/invoices'),
    'zh-Hans': () => import('./zh-Hans/invoices'),
    'zh-Hant': () => import('./zh-Hant/invoices'),
    ko: () => import('./ko/invoices'),
    ru: () => import('./ru/invoices'),
  },
  webhooks: {
    en: () => import('./en/webhooks'),
    'zh-Hans': () => import('./zh-Hans/webhooks'),
    'zh-Hant': () => import('./zh-Hant/webhooks'),
    ko: () => import('./ko/webhooks'),
    ru: () => import('./ru/webhooks'),
  },
  billing: {
    en: () => import('./en/billing'),
    'zh-Hans': () => import('./zh-Hans/billing'),
    'zh-Hant': () => import('./zh-Hant/billing'),
    ko: () => import('./ko/billing'),
    ru: () => import('./ru/billing'),
  },
};

/** Loads the messages of a language, once. */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await LOADERS[language]()).messages;
}

/** Loads messages that are apart in a language, once. */
export async function loadApart<Part extends keyof Apart>(
  part: Part,
  language: Language,
): Promise<Apart[Part]> {
  return (await APART[part][language]())[part];
}
