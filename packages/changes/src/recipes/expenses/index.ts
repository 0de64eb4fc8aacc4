import type { Recipe } from '../../recipe.ts';
import { expenseWorkflowRecipes } from './workflow.ts';

export const expenseRecipes: readonly Recipe[] = [...expenseWorkflowRecipes];
