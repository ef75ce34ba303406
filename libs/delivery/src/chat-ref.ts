/** A chat with one bot. A new token is a new bot and starts clean. */
export interface ChatRef {
  botId: number;
  chatId: number;
}

export const chatKey = ({ botId, chatId }: ChatRef): string => `${botId}/${chatId}`;

/** The bot's id, which stands before the colon of its token. */
export const botIdOf = (token: string): number => Number(token.split(':')[0]);
