import type { StyleCategory } from '../style';

export const DRAWN: StyleCategory = {
  id: 'drawn',
  emoji: '🎨',
  names: { ru: 'Рисованное', en: 'Illustration' },
  styles: [
    {
      id: 'anime',
      names: { ru: 'Аниме', en: 'Anime' },
      template:
        'anime illustration of {prompt}, clean line art, large expressive eyes, cel shading, summer sky',
      negative: 'photo, realistic',
      preview: { colors: ['#74c0fc', '#ffffff', '#ff8fab'], scene: 'sun' },
    },
    {
      id: 'comic',
      names: { ru: 'Комикс', en: 'Comic book' },
      template:
        'comic book panel of {prompt}, bold ink outlines, halftone dots, dynamic pose, saturated colours',
      negative: 'photo, text, speech bubbles',
      preview: { colors: ['#ffd60a', '#d00000', '#03071e'], scene: 'rings' },
    },
    {
      id: 'toon-3d',
      names: { ru: '3D-мультфильм', en: '3D cartoon' },
      template:
        'three dimensional animated film character of {prompt}, soft global illumination, big friendly eyes, detailed hair, colourful set',
      negative: 'photo',
      preview: { colors: ['#ffcad4', '#9bf6ff', '#bdb2ff'], scene: 'hills' },
    },
    {
      id: 'pixel',
      names: { ru: 'Пиксели', en: 'Pixel art' },
      template:
        'pixel art of {prompt}, sixteen bit video game, limited palette, crisp pixels, side view background',
      negative: 'photo, blur',
      preview: { colors: ['#22223b', '#4cc9f0', '#f72585'], scene: 'grid' },
    },
    {
      id: 'poster',
      names: { ru: 'Ретроплакат', en: 'Retro poster' },
      template:
        'vintage travel poster of {prompt}, flat shapes, screen print texture, limited warm palette',
      negative: 'photo, text',
      preview: { colors: ['#f4a259', '#5b8e7d', '#bc4b51'], scene: 'sun' },
    },
  ],
};
