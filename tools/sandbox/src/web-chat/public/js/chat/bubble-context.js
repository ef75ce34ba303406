/** @import {ChatButton, ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {Language, Words} from '../page/words.js' */

/**
 * What a bubble needs from the page around it.
 * @typedef {object} BubbleContext
 * @property {Language} language
 * @property {Words} words
 * @property {(fileId: string) => string} fileUrl
 * @property {(notice: string) => void} notify
 * @property {(text: string) => void} sendText
 * @property {(text: string) => void} copy
 * @property {(message: ChatMessage, button: ChatButton) => Promise<void>} press ends when the bot has answered
 * @property {(messageId: number) => ChatMessage | undefined} find
 */

export {};
