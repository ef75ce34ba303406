/** What is to be done about a person's place among those who use the bot. */
export type StandingIntent = { do: 'stop-news' };
