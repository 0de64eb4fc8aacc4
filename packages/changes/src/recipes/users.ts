import type { Recipe } from '../recipe.ts';
import { delegationRecipes } from './users/delegations.ts';
import { invitationRecipes } from './users/invitations.ts';
import { accountRecipes } from './users/users.ts';
import { vehicleRecipes } from './users/vehicles.ts';

export const userRecipes: readonly Recipe[] = [
  ...accountRecipes,
  ...invitationRecipes,
  ...vehicleRecipes,
  ...delegationRecipes,
];
