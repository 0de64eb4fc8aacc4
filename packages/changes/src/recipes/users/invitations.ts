import { addedIds } from '../../forms/collection.ts';
import { type Recipe, recipe } from '../../recipe.ts';
import { isNewRecord, newRecord } from '../../state.ts';
import { namedGroup, readGroupNames } from './groups.ts';
import { readInvitationsTo, readUsersWithLogin, refuseTakenLogin, refuseWaitingInvitation } from './logins.ts';
import { groupsOfPerson, languageNotes, shownPerson } from './new-person.ts';
import { namedUser } from './person.ts';

const createInvitation = recipe({
  operation: 'invitations.create',
  async read(reading, { path: { organizationId }, body }) {
    const [invitations, users, groups] = await Promise.all([
      readInvitationsTo(reading, organizationId, body.login),
      readUsersWithLogin(reading, organizationId, body.login),
      readGroupNames(reading, organizationId, groupsOfPerson(body)),
    ]);
    return { invitations, users, groups };
  },
  prepare(state, { path, body }) {
    const { invitations, users, groups } = state;
    refuseTakenLogin(users, body.login, 'Change or unblock that user instead of inviting.');
    refuseWaitingInvitation(invitations, body.login);
    const person = shownPerson(body);
    const address = JSON.stringify(body.email || body.login);
    return {
      title: `Invite ${namedUser(body)} to ${namedGroup(person.groupId, groups)}`,
      args: { path, body },
      expected: { ...state, invitations: { ...invitations, [newRecord()]: person } },
      notes: [
        body.skipMail ? 'Jenji sends no e-mail.' : `Jenji writes to ${address} at once.`,
        'No operation withdraws an invitation.',
        ...languageNotes(body.language),
      ],
      newId: ({ id }) => id,
    };
  },
  reverse({ request: { body }, before, after }) {
    const [id] = addedIds(before, after, 'invitations').filter((each) => !isNewRecord(each));
    const mail = body.skipMail ? '' : ' and its e-mail has left';
    return {
      cannot: `No operation withdraws an invitation${mail}. Have the invitation ${id === undefined ? '' : `${JSON.stringify(id)} `}deleted in Jenji itself; once it is accepted, block the user.`,
    };
  },
});

export const invitationRecipes: readonly Recipe[] = [createInvitation];
