import type { WriteOperationId } from '../change-request.ts';
import type { Recipe } from '../recipe.ts';
import { expenseRequestRecipes } from './expense-requests/index.ts';
import { expenseRecipes } from './expenses/index.ts';
import { organizationRecipes } from './organizations.ts';

/** How each writing operation is carried out safely, one file per chapter of the API. A test holds that none is missing. */
const recipes: ReadonlyMap<WriteOperationId, Recipe> = new Map(
  [...expenseRecipes, ...expenseRequestRecipes, ...organizationRecipes].map((recipe) => [recipe.operation, recipe]),
);

/** The recipe of an operation. */
export function recipeOf(operation: WriteOperationId): Recipe {
  const found = recipes.get(operation);
  if (found === undefined) throw new TypeError(`There is no recipe for ${operation}`);
  return found;
}
