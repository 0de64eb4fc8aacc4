import type { WriteOperationId } from '../change-request.ts';
import type { Recipe } from '../recipe.ts';
import { advancedCustomizationRecipes } from './advanced-customization.ts';
import { baseCustomizationRecipes } from './base-customization.ts';
import { bookkeeperRecipes } from './bookkeepers.ts';
import { customFieldRecipes } from './custom-fields.ts';
import { expenseRequestRecipes } from './expense-requests/index.ts';
import { expenseRecipes } from './expenses/index.ts';
import { organizationRecipes } from './organizations.ts';
import { userRecipes } from './users.ts';

/** All recipes, by the chapters of the API. */
export const recipes: readonly Recipe[] = [
  ...advancedCustomizationRecipes,
  ...baseCustomizationRecipes,
  ...bookkeeperRecipes,
  ...customFieldRecipes,
  ...expenseRecipes,
  ...expenseRequestRecipes,
  ...organizationRecipes,
  ...userRecipes,
];

/** How each writing operation is carried out safely. A test holds that none is missing. */
const byOperation: ReadonlyMap<WriteOperationId, Recipe> = new Map(recipes.map((recipe) => [recipe.operation, recipe]));

/** The recipe of an operation. */
export function recipeOf(operation: WriteOperationId): Recipe {
  const found = byOperation.get(operation);
  if (found === undefined) throw new TypeError(`There is no recipe for ${operation}`);
  return found;
}
