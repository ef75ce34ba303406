import type { StyleCategory } from '../style';

export const ART: StyleCategory = {
  id: 'art',
  emoji: '🖌',
  names: { ru: 'Живопись', en: 'Painting' },
  styles: [
    {
      id: 'oil',
      names: { ru: 'Масло', en: 'Oil painting' },
      template:
        'oil painting of {prompt}, visible brush strokes, rich warm palette, canvas texture, classical composition',
      negative: 'photo',
      preview: { colors: ['#5f0f40', '#e36414', '#fb8b24'], scene: 'hills' },
    },
    {
      id: 'watercolor',
      names: { ru: 'Акварель', en: 'Watercolour' },
      template:
        'watercolour painting of {prompt}, soft washes, bleeding edges, white paper, delicate light',
      negative: 'photo, hard edges',
      preview: { colors: ['#caf0f8', '#90e0ef', '#f4a6c0'], scene: 'waves' },
    },
    {
      id: 'impression',
      names: { ru: 'Импрессионизм', en: 'Impressionism' },
      template:
        'impressionist painting of {prompt}, short strokes of pure colour, garden light, dappled shade, open air',
      negative: 'photo',
      preview: { colors: ['#a3c4f3', '#98f5e1', '#f1c0e8'], scene: 'leaves' },
    },
    {
      id: 'renaissance',
      names: { ru: 'Ренессанс', en: 'Renaissance' },
      template:
        'renaissance portrait of {prompt}, sfumato, landscape behind, three quarter view, old master glazing',
      negative: 'photo, modern clothes',
      preview: { colors: ['#283618', '#606c38', '#dda15e'], scene: 'hills' },
    },
    {
      id: 'pencil',
      names: { ru: 'Карандаш', en: 'Pencil drawing' },
      template:
        'graphite pencil drawing of {prompt}, fine hatching, textured paper, expressive eyes, unfinished edges',
      negative: 'photo, colour',
      preview: { colors: ['#f5f5f0', '#b8b8b0', '#3d3d3a'], scene: 'grid' },
    },
  ],
};
