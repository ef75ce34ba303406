import { Injectable } from '@nestjs/common';
import { Database, StyleFavorite } from '@aisha/database';
import type { Style } from './style';
import { findCategory, findStyle } from './style-catalogue';

/** The list of a person's own. */
export const FAVORITES = 'mine';
/** Buttons of styles on one page: more do not fit on a telephone. */
const PAGE = 6;
/** How often is counted anew what people like; nobody sees the difference of a minute. */
const POPULARITY_MS = 60_000;

export interface StylePage {
  styles: Style[];
  page: number;
  pages: number;
}

/** The styles as one person sees them: the popular ones first, and their own favourites. */
@Injectable()
export class Styles {
  private popularity?: { at: number; counts: Promise<Map<string, number>> };

  constructor(private readonly database: Database) {}

  /** A page of a category or of the favourites; null when there is no such category. */
  async page(ownerId: string, category: string, page: number): Promise<StylePage | null> {
    const styles =
      category === FAVORITES
        ? await this.favorites(ownerId)
        : await this.byPopularity(findCategory(category)?.styles);
    if (!styles) return null;
    const pages = Math.max(1, Math.ceil(styles.length / PAGE));
    const shown = Math.min(page, pages - 1);
    return { styles: styles.slice(shown * PAGE, (shown + 1) * PAGE), page: shown, pages };
  }

  /** Those that a person marked, the latest first. */
  async favorites(ownerId: string): Promise<Style[]> {
    const rows = await this.rows.find({ where: { ownerId }, order: { createdAt: 'DESC' } });
    return rows.flatMap(({ styleId }) => findStyle(styleId) ?? []);
  }

  async isFavorite(ownerId: string, styleId: string): Promise<boolean> {
    return this.rows.existsBy({ ownerId, styleId });
  }

  /** Marks a style, or takes the mark away. @returns false for a style that there is not */
  async toggleFavorite(ownerId: string, styleId: string): Promise<boolean> {
    if (!findStyle(styleId)) return false;
    const { affected } = await this.rows.delete({ ownerId, styleId });
    if (affected === 0) {
      await this.rows
        .createQueryBuilder()
        .insert()
        .values({ ownerId, styleId })
        .orIgnore()
        .execute();
    }
    return true;
  }

  private async byPopularity(styles: readonly Style[] | undefined): Promise<Style[] | null> {
    if (!styles) return null;
    const counts = await this.counts();
    return styles.toSorted((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
  }

  private counts(): Promise<Map<string, number>> {
    const now = performance.now();
    if (!this.popularity || now - this.popularity.at > POPULARITY_MS) {
      this.popularity = { at: now, counts: this.count() };
      this.popularity.counts.catch(() => (this.popularity = undefined));
    }
    return this.popularity.counts;
  }

  private async count(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ style_id: string; count: string }>(
      `select style_id, count(*) from picture_orders
       where style_id is not null and status <> 'open' group by style_id`,
    );
    return new Map(rows.map(({ style_id, count }) => [style_id, Number(count)]));
  }

  private get rows() {
    return this.database.repository(StyleFavorite);
  }
}
