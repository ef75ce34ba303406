import { z } from 'zod';
import { ART } from './data/art.styles';
import { CINEMA } from './data/cinema.styles';
import { DRAWN } from './data/drawn.styles';
import { FANTASY } from './data/fantasy.styles';
import { FUTURE } from './data/future.styles';
import { PHOTO } from './data/photo.styles';
import { type Style, type StyleCategory, styleCategory } from './style';

/** Looked at once, when the program starts: a style that is not whole never reaches a person. */
export const CATEGORIES: readonly StyleCategory[] = z
  .array(styleCategory)
  .parse([PHOTO, CINEMA, ART, DRAWN, FANTASY, FUTURE]);

/** All styles, in the order of the data. */
export const STYLES: readonly Style[] = CATEGORIES.flatMap(({ styles }) => styles);

const byId = new Map(STYLES.map((style) => [style.id, style]));

/** @returns undefined for none, and for a style that there is no more */
export const findStyle = (id: string | null | undefined): Style | undefined =>
  id === null || id === undefined ? undefined : byId.get(id);

export const findCategory = (id: string): StyleCategory | undefined =>
  CATEGORIES.find((category) => category.id === id);

/** The category that a style is in. */
export const categoryOf = (styleId: string): StyleCategory | undefined =>
  CATEGORIES.find(({ styles }) => styles.some(({ id }) => id === styleId));
