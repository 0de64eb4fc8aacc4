import type { Recipe } from '../recipe.ts';
import { communicationRecipes } from './organizations/communications.ts';
import { groupRecipes } from './organizations/groups.ts';
import { organizationRecipe } from './organizations/organization.ts';

/** Organizations: their own fields, their groups, the messages they show. */
export const organizationRecipes: readonly Recipe[] = [organizationRecipe, ...groupRecipes, ...communicationRecipes];
