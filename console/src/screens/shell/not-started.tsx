import { type Language, languageFor } from '../../messages';

/** The languages are loaded apart. These few words must be there without them. */
export const NOT_STARTED: Record<Language, readonly [text: string, reload: string]> = {
  en: ['The console could not be loaded.', 'Load again'],
  'zh-Hans': ['无法加载控制台。', '重新加载'],
  'zh-Hant': ['無法載入主控台。', '重新載入'],
  ko: ['콘솔을 불러오지 못했습니다.', '다시 불러오기'],
  ru: ['Не удалось загрузить консоль.', 'Загрузить снова'],
};

/** The page if the console cannot start, in the language of the browser. */
export function NotStarted(props: {
  readonly languages: readonly string[];
  readonly onReload: () => void;
}) {
  const language = languageFor(props.languages);
  const [text, reload] = NOT_STARTED[language];
  return (
    <main class="alone" lang={language}>
      <h1>Keyshelf</h1>
      <p role="alert">{text}</p>
      <button type="button" onClick={props.onReload}>
        {reload}
      </button>
    </main>
  );
}
