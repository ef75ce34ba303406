import type { StyleCategory } from '../style';

export const PHOTO: StyleCategory = {
  id: 'photo',
  emoji: '📷',
  names: { ru: 'Фото', en: 'Photography' },
  styles: [
    {
      id: 'studio',
      names: { ru: 'Студийный портрет', en: 'Studio portrait' },
      template:
        'professional studio portrait photo of {prompt}, softbox lighting, seamless grey backdrop, 85mm lens, sharp eyes, natural skin texture',
      negative: 'cartoon, painting',
      preview: { colors: ['#3b3f46', '#8d949e', '#f1efe9'], scene: 'rings' },
    },
    {
      id: 'business',
      names: { ru: 'Деловой портрет', en: 'Business headshot' },
      template:
        'corporate headshot photo of {prompt}, tailored suit, bright modern office out of focus, confident friendly look, natural window light',
      negative: 'cartoon, casual clothes',
      preview: { colors: ['#1f3a5f', '#8fb3d9', '#f4f7fb'], scene: 'city' },
    },
    {
      id: 'golden-hour',
      names: { ru: 'Золотой час', en: 'Golden hour' },
      template:
        'outdoor photo of {prompt} at golden hour, warm backlight, lens flare, shallow depth of field, soft wind in the hair',
      preview: { colors: ['#f7b267', '#f25c54', '#5a2a27'], scene: 'sun' },
    },
    {
      id: 'street',
      names: { ru: 'Уличное фото', en: 'Street photo' },
      template:
        'candid street photo of {prompt}, busy city, 35mm film grain, natural light, documentary style',
      preview: { colors: ['#4a4e69', '#9a8c98', '#f2e9e4'], scene: 'city' },
    },
    {
      id: 'mono',
      names: { ru: 'Чёрно-белое', en: 'Black and white' },
      template:
        'black and white fine art photo of {prompt}, dramatic side light, deep shadows, high contrast, silver gelatin print',
      negative: 'colour',
      preview: { colors: ['#111111', '#777777', '#eeeeee'], scene: 'rings' },
    },
    {
      id: 'polaroid',
      names: { ru: 'Полароид', en: 'Instant film' },
      template:
        'instant film photo of {prompt}, faded colours, soft flash, slight vignette, nineties mood',
      preview: { colors: ['#f2e8cf', '#bc8a5f', '#386641'], scene: 'sun' },
    },
  ],
};
