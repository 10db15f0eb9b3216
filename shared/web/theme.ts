import type { Edition } from '../domain/programme.ts';

const HUES = 8; // accents in the stylesheet; a ninth theme shares the first one's

/** The accent of a theme, by its place in the edition's list. */
export const themeClass = ({ themes }: Edition, id: string): string =>
  `theme-${
    Math.max(
      0,
      themes.findIndex((theme) => theme.id === id),
    ) % HUES
  }`;
