import type { Recipe } from '../recipe.ts';

export const bookkeeperRecipes: readonly Recipe[] = [];
