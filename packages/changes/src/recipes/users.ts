import type { Recipe } from '../recipe.ts';
import { userRecords } from './users/users.ts';

export const userRecipes: readonly Recipe[] = [...userRecords];
