import type { StyleCategory } from '../style';

export const FANTASY: StyleCategory = {
  id: 'fantasy',
  emoji: '🐉',
  names: { ru: 'Фэнтези', en: 'Fantasy' },
  styles: [
    {
      id: 'knight',
      names: { ru: 'Рыцарь', en: 'Knight' },
      template:
        'epic fantasy portrait of {prompt} as a knight in ornate armour, castle in the mist, banners, dawn light',
      preview: { colors: ['#8ecae6', '#219ebc', '#e9ecef'], scene: 'hills' },
    },
    {
      id: 'elf',
      names: { ru: 'Лесной эльф', en: 'Forest elf' },
      template:
        'fantasy portrait of {prompt} as a forest elf, pointed ears, moss and fern, fireflies, moonlight, intricate jewellery',
      preview: { colors: ['#0b3d2e', '#2d6a4f', '#d8f3dc'], scene: 'leaves' },
    },
    {
      id: 'mage',
      names: { ru: 'Маг', en: 'Mage' },
      template:
        'fantasy portrait of {prompt} as a mage, glowing runes, swirling magic, old library, dramatic light',
      preview: { colors: ['#240046', '#7b2cbf', '#f9c74f'], scene: 'stars' },
    },
    {
      id: 'mermaid',
      names: { ru: 'Подводный мир', en: 'Under the sea' },
      template:
        'underwater fantasy portrait of {prompt}, flowing hair, coral reef, sun rays through water, shimmering scales',
      preview: { colors: ['#03045e', '#00b4d8', '#ffb4a2'], scene: 'waves' },
    },
    {
      id: 'fairy-tale',
      names: { ru: 'Сказка', en: 'Fairy tale' },
      template:
        'fairy tale scene with {prompt}, enchanted cottage, oversized flowers, warm glow, storybook mood',
      preview: { colors: ['#ffc8dd', '#bde0fe', '#80b918'], scene: 'leaves' },
    },
  ],
};
