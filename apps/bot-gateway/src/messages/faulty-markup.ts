/** Bot API, "HTML style": what operators may write. Tags with attributes that need more are left out. */
const TAG = /<(?<slash>\/?)(?<name>[a-z][a-z-]*)(?<rest>[^<>]*)>/gi;
const PLAIN = new Set('b strong i em u ins s strike del tg-spoiler code pre blockquote'.split(' '));
const LINK = /^\s+href="(?:https?|tg):[^"]*"\s*$/i;

/** @returns the first piece of markup that Telegram would refuse or show as it stands; undefined if there is none */
export function faultyMarkup(html: string): string | undefined {
  const open: string[] = [];
  for (const { 0: source, groups = {} } of html.matchAll(TAG)) {
    const name = groups.name!.toLowerCase();
    if (groups.slash) {
      if (groups.rest !== '' || open.pop() !== name) return source;
    } else if (PLAIN.has(name) ? groups.rest === '' : name === 'a' && LINK.test(groups.rest!)) {
      open.push(name);
    } else return source;
  }
  if (open.length > 0) return `<${open.at(-1)}>`;
  return strayBracket(html);
}

/** What is no tag is read as text; there a bracket must be written as a reference. */
const strayBracket = (html: string): string | undefined => {
  const rest = html.replace(TAG, '');
  return /[<>]/.exec(rest)?.[0];
};
