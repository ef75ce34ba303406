import type { StyleCategory } from '../style';

export const CINEMA: StyleCategory = {
  id: 'cinema',
  emoji: '🎬',
  names: { ru: 'Кино', en: 'Cinema' },
  styles: [
    {
      id: 'noir',
      names: { ru: 'Нуар', en: 'Film noir' },
      template:
        'film noir still of {prompt}, rainy night street, hard light through blinds, trench coat, smoke, black and white, 1940s',
      negative: 'bright colours',
      preview: { colors: ['#0d0d0f', '#3c3c44', '#c9c9cf'], scene: 'city' },
    },
    {
      id: 'blockbuster',
      names: { ru: 'Блокбастер', en: 'Blockbuster' },
      template:
        'cinematic film still of {prompt}, anamorphic lens, teal and orange grading, explosive background, volumetric light, epic scale',
      preview: { colors: ['#0b3c49', '#ff7f11', '#ffe8c2'], scene: 'sun' },
    },
    {
      id: 'western',
      names: { ru: 'Вестерн', en: 'Western' },
      template:
        'western film still of {prompt}, dusty desert town, wide brimmed hat, low sun, leather and denim, wide shot',
      preview: { colors: ['#e9a15b', '#9c4a1a', '#3b1d0f'], scene: 'hills' },
    },
    {
      id: 'space-opera',
      names: { ru: 'Космическая опера', en: 'Space opera' },
      template:
        'space opera film still of {prompt}, starship bridge, glowing consoles, nebula behind the window, heroic pose',
      preview: { colors: ['#10002b', '#5a189a', '#e0aaff'], scene: 'stars' },
    },
    {
      id: 'period',
      names: { ru: 'Костюмная драма', en: 'Period drama' },
      template:
        'period drama film still of {prompt}, nineteenth century palace, candle light, rich costume, shallow focus',
      negative: 'modern clothes',
      preview: { colors: ['#4a1c1c', '#b08968', '#f3e9dc'], scene: 'rings' },
    },
  ],
};
