import { expect, test } from 'vitest';
import { places } from '../accounts/account.ts';
import { placeLook } from '../accounts/place-look.ts';
import { colors } from './colors.ts';

/** Backgrounds of the side bar and the status bar in VS Code's default themes; the worst of each kind. */
const backgrounds = {
  dark: '#1f1f1f',
  light: '#f3f3f3',
  highContrast: '#000000',
  highContrastLight: '#ffffff',
} as const;
const kinds = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;

test('every place has its own declared colours, readable on the default themes', () => {
  const ids = new Map(colors.map((color) => [color.id, color.defaults]));
  for (const place of places) {
    const { color, statusBarColor } = placeLook(place);
    for (const id of [color, statusBarColor]) {
      const shades = ids.get(id);
      for (const kind of kinds) {
        expect(contrast(shades?.[kind] ?? '#000000', backgrounds[kind]), `${id}, ${kind}`).toBeGreaterThanOrEqual(
          kind.startsWith('high') ? 7 : 4.5,
        );
      }
    }
  }
  expect(new Set(colors.map(({ id, defaults }) => (id.includes('statusBar') ? '' : defaults.dark))).size).toBe(5);
});

/** WCAG 2 contrast of two colours `#rrggbb`. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
