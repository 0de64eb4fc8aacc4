import type { Recipe } from '../../recipe.ts';
import { expenseCreationRecipe } from './create.ts';
import { exportRecipe } from './exports.ts';
import { receiptUploadRecipe } from './receipt-upload.ts';
import { expenseUpdateRecipe } from './update.ts';
import { warningRecipes } from './warnings.ts';
import { expenseWorkflowRecipes } from './workflow.ts';

export const expenseRecipes: readonly Recipe[] = [
  expenseCreationRecipe,
  expenseUpdateRecipe,
  ...expenseWorkflowRecipes,
  ...warningRecipes,
  exportRecipe,
  receiptUploadRecipe,
];
