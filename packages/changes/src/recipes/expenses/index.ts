import type { Recipe } from '../../recipe.ts';
import { expenseUpdateRecipe } from './update.ts';
import { expenseWorkflowRecipes } from './workflow.ts';

export const expenseRecipes: readonly Recipe[] = [expenseUpdateRecipe, ...expenseWorkflowRecipes];
