import type { Recipe } from '../recipe.ts';
import { applyTemplateRecipe } from './bookkeepers/apply-template.ts';
import { bookkeeperItselfRecipes } from './bookkeepers/bookkeeper.ts';
import { clientRecipes } from './bookkeepers/clients.ts';
import { templateCategoriesRecipe } from './bookkeepers/template-categories.ts';
import { vaultRecipe } from './bookkeepers/vault.ts';

/** Bookkeepers: themselves, their clients and what becomes of these, the templates that clients are made of. */
export const bookkeeperRecipes: readonly Recipe[] = [
  ...bookkeeperItselfRecipes,
  ...clientRecipes,
  applyTemplateRecipe,
  templateCategoriesRecipe,
  vaultRecipe,
];
