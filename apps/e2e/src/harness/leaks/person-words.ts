/** Longest run of words that is looked for: three words in a row of one text are hardly ever in another by chance. */
const LONGEST_RUN = 3;
/** Letters and digits of a run: shorter ones ("yes", "4K", "a cat") also stand in lines that say nothing of anybody. */
const SHORTEST_RUN = 12;
const SHORTEST_TEXT = 8;
const SHORTEST_NAME = 4;

/** Words as a log may hold them, whatever stands between them there. */
export const tokensOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** What people of a test wrote and are called, to be found again in any text, whole or in part. */
export class PersonWords {
  private readonly runs = new Map<string, string>();

  /** A text, a caption or a transcript. Commands are words of ours; what follows them is not. */
  addText(text: string, kind = 'text of a person'): void {
    const tokens = tokensOf(text.replace(/^\/\w+/, ''));
    if (tokens.join('').length < SHORTEST_TEXT) return;
    const length = Math.min(tokens.length, LONGEST_RUN);
    const shortest = tokens.length > LONGEST_RUN ? SHORTEST_RUN : SHORTEST_TEXT;
    for (let at = 0; at + length <= tokens.length; at++) {
      this.add(tokens.slice(at, at + length), shortest, kind);
    }
  }

  /** A name, a username or a number. Only what is written as a name is one by a single short word. */
  addName(name: string): void {
    if (/^\p{Lu}\p{L}+$/u.test(name)) this.add(tokensOf(name), SHORTEST_NAME, 'name of a person');
    else this.addText(name, 'name of a person');
  }

  /** All that Telegram's update says of people. Messages of bots inside it are ours, with their buttons. */
  addUpdate(update: unknown): void {
    if (Array.isArray(update)) return update.forEach((each) => this.addUpdate(each));
    if (typeof update !== 'object' || update === null) return;
    const { from, is_bot: isBot } = update as { from?: { is_bot?: boolean }; is_bot?: boolean };
    if (isBot === true || from?.is_bot === true) return;
    for (const [field, value] of Object.entries(update)) {
      if (typeof value !== 'string') this.addUpdate(value);
      else if (NAMES.includes(field)) this.addName(value);
      else if (TEXTS.includes(field)) this.addText(value);
    }
  }

  /** @returns what kinds of words a line holds */
  in(line: string): string[] {
    const tokens = tokensOf(line.replace(/\\[nrt]/g, ' '));
    const found = new Set<string>();
    for (let at = 0; at < tokens.length; at++) {
      for (let length = 1; length <= LONGEST_RUN && at + length <= tokens.length; length++) {
        const kind = this.runs.get(tokens.slice(at, at + length).join(' '));
        if (kind) found.add(kind);
      }
    }
    return [...found];
  }

  private add(tokens: string[], shortest: number, kind: string): void {
    const letters = tokens.join('');
    if (letters.length >= shortest && /\p{L}|^\d{10,}$/u.test(letters)) {
      this.runs.set(tokens.join(' '), kind);
    }
  }
}

/** Fields of Telegram's objects, https://core.telegram.org/bots/api#available-types. */
const NAMES = ['first_name', 'last_name', 'username', 'phone_number', 'email'];
const TEXTS = ['text', 'caption', 'file_name', 'title', 'query', 'performer'];
