import type { Recipe } from '../../recipe.ts';
import { requestContentRecipes } from './contents.ts';
import { requestCreationRecipes } from './create.ts';
import { requestWorkflowRecipes } from './workflow.ts';

export const expenseRequestRecipes: readonly Recipe[] = [
  ...requestCreationRecipes,
  ...requestContentRecipes,
  ...requestWorkflowRecipes,
];
