import type { StyleCategory } from '../style';

export const FUTURE: StyleCategory = {
  id: 'future',
  emoji: '🚀',
  names: { ru: 'Будущее', en: 'Future' },
  styles: [
    {
      id: 'cyberpunk',
      names: { ru: 'Киберпанк', en: 'Cyberpunk' },
      template:
        'cyberpunk portrait of {prompt}, neon signs, rain, reflective jacket, holograms, night megacity',
      preview: { colors: ['#0d0221', '#ff2a6d', '#05d9e8'], scene: 'city' },
    },
    {
      id: 'astronaut',
      names: { ru: 'Космонавт', en: 'Astronaut' },
      template:
        'photo of {prompt} as an astronaut in a detailed space suit, helmet under the arm, planet horizon, hard sunlight',
      preview: { colors: ['#000814', '#003566', '#ffc300'], scene: 'stars' },
    },
    {
      id: 'retrowave',
      names: { ru: 'Ретровейв', en: 'Retrowave' },
      template:
        'retrowave portrait of {prompt}, neon grid horizon, magenta sunset, chrome details, eighties mood',
      preview: { colors: ['#2d00f7', '#f20089', '#ffd500'], scene: 'grid' },
    },
    {
      id: 'steampunk',
      names: { ru: 'Стимпанк', en: 'Steampunk' },
      template:
        'steampunk portrait of {prompt}, brass goggles, gears, airship dock, sepia light, leather and copper',
      preview: { colors: ['#3e2723', '#a1662f', '#ffd699'], scene: 'rings' },
    },
  ],
};
