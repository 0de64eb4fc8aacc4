import type { ExpenseRequest, InvitationState, UserInvitation } from '../../../world/index.ts';
import { type Day, instant } from '../../calendar.ts';
import { type Company, groupId, personNamed } from '../../company.ts';
import { handWrittenId, tokyoTrip } from '../../hand-written.ts';
import type { Ids } from '../../ids.ts';
import { spec } from './tables.ts';

export function invitations(company: Company, ids: Ids, lastDay: Day): InvitationState[] {
  const invite = (
    firstName: string,
    lastName: string,
    state: UserInvitation['state'],
    age: number,
  ): InvitationState => {
    const login = `${firstName}.${lastName}@${spec.domain}`.toLowerCase();
    const at = instant(lastDay - age, 32_400_000);
    return {
      invitation: {
        id: ids.named(`${spec.slug}/invitations/${login}`),
        login,
        email: login,
        firstName,
        lastName,
        organizationId: company.state.header.id,
        groupId: groupId(ids, spec.slug, 'sales-north'),
        state,
        inviteSentAt: at,
        createdAt: at,
        ...(state === 'DELETED' && { deletedAt: instant(lastDay - age + 2, 32_400_000) }),
        profiles: [],
        delegations: [],
      },
      language: 'fr',
    };
  };
  return [
    invite('Clara', 'Martin', 'WAITING', 4),
    invite('Paul', 'Nguyen', 'WAITING', 40),
    invite('Camille', 'Moreau', 'ACCEPTED', 700),
    invite('Igor', 'Novak', 'DELETED', 90),
  ];
}

export function requests(company: Company, ids: Ids, lastDay: Day): ExpenseRequest[] {
  const table: [
    lastName: string,
    type: string,
    label: string,
    state: string,
    age: number,
    expenses?: readonly string[],
  ][] = [
    ['Tanaka', 'travel', 'Tokyo Lighting Fair', 'ACCEPTED', 48, tokyoTrip],
    ['Moreau', 'travel', 'Salon de Lille', 'WAITING_FOR_VALIDATION', 2],
    ['Benali', 'purchase', 'Écran 27 pouces', 'WAITING_FOR_VALIDATION', 6],
    ['Perrin', 'training', 'Habilitation électrique', 'REFUSED', 21],
    ['Bertrand', 'training', 'Formation « lumière du jour »', 'CLOSED', 160],
    ['Carter', 'travel', 'Manchester showroom', 'CANCELLED', 75],
  ];
  return table.map(([lastName, type, label, state, age, expenses = []], index) => {
    const id = ids.named(`${spec.slug}/requests/${label}`);
    const { id: userId } = personNamed(company, lastName);
    return {
      id,
      shortId: `REQ-${String(1041 + index)}`,
      label,
      type,
      userId,
      state,
      comment: state === 'REFUSED' ? 'Reporté à l’année prochaine' : 'Devis joint',
      expenses: expenses.map((name) => handWrittenId(ids, name)),
      creationDate: instant(lastDay - age, 34_200_000 + index * 60_000),
      customFields: { destination: type === 'travel' ? label : 'Paris', budget: 250 * (index + 1) },
      files: index % 2 === 0 ? [{ name: 'devis.pdf', file: `${userId}/${ids.named(`${id}/quote`)}.pdf` }] : [],
    };
  });
}
