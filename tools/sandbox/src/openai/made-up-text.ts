/** What the stand-in "hears" in audio that it does not know; it says that it cannot listen. */
export function madeUpText(language: string, bytes: number, seconds?: number): string {
  const isRussian = language === 'ru';
  const length =
    seconds === undefined
      ? `${bytes} ${isRussian ? 'байт' : 'bytes'}`
      : `${seconds.toFixed(1)} ${isRussian ? 'с' : 's'}, ${bytes} ${isRussian ? 'байт' : 'bytes'}`;
  return isRussian
    ? `Это выдуманный текст: песочница не умеет слушать. Получена запись (${length}).`
    : `This text is made up: the sandbox cannot listen. It received a recording (${length}).`;
}

/** `ru` where there is Cyrillic, else `en`. */
export const languageOf = (text: string): 'ru' | 'en' =>
  /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
