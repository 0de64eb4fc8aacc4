import { icons } from '../resources/icons.ts';
import { definePrompt, type May, organizationArgument } from './define-prompt.ts';
import { args, commonRules, quoted, steps, writingRules } from './phrases.ts';

/** Tools that send an invitation, the best first. */
const inviters = ['invite_user', 'call_write_operation'];

export const onboardEmployee = definePrompt({
  name: 'onboard_employee',
  title: 'Onboard an employee',
  description:
    'Invites a new person to Jenji with the group, profiles and payment method of comparable colleagues, after checking that they are not there yet. (Français : accueillir un salarié, language = fr)',
  icon: icons.newcomer,
  needs: [inviters],
  arguments: {
    email: { kind: 'email', title: 'E-mail', description: 'Becomes the login.', required: true },
    first_name: { kind: 'text', title: 'First name', description: 'Default: you are asked.' },
    last_name: { kind: 'text', title: 'Last name', description: 'Default: you are asked.' },
    group: { kind: 'group', title: 'Group', description: 'Name of the group. Default: you are asked.' },
    like: {
      kind: 'user',
      title: 'Colleague to compare with',
      description: 'Name of somebody with the same role. Default: people of the group.',
    },
    organization: organizationArgument,
  },
  text: {
    en: ({ given, may, asksFirst }) => {
      const { email, organization, group, like } = given;
      const name = [given.first_name, given.last_name].filter(Boolean).join(' ');
      const missing = [
        ...(given.first_name ? [] : ['first name']),
        ...(given.last_name ? [] : ['last name']),
        ...(group ? [] : ['group']),
        ...(like ? [] : ['profiles if any, and the groups they are for']),
        'payment method',
        'personnel number, if we use one',
      ];
      return [
        `Help me bring a new employee into Jenji: ${name ? `${quoted(name)}, ` : ''}e-mail ${quoted(email)}${group ? `, group ${quoted(group)}` : ''}.`,
        '',
        'Steps:',
        ...steps(
          may('search_users') &&
            `search_users ${args({ organization, login: email })}${name ? ` and ${args({ organization, text: name })}` : ''}: is the person there already? If so, stop and tell me; somebody who is blocked needs no second account${may('set_user_access') ? ': set_user_access lets them in again, if I say so' : ''}.`,
          may('call_read_operation') &&
            may('list_organizations') &&
            'Was the person invited before? list_organizations gives the organization’s id; call_read_operation with operation "invitations.list" and path {"organizationId": that id} (1 request).',
          may('get_organization') &&
            `get_organization ${args({ organization, sections: ['groups', 'payment_methods'] })}: ${group ? 'the id of the group, and' : 'the groups to choose from, and'} the payment methods.`,
          like && may('get_user')
            ? `get_user ${args({ organization, user: like })}: propose the same profiles (with the groups they are for), preferred payment method and currency. Never copy delegations or vehicles.`
            : may('search_users') &&
                `search_users ${args({ organization, groups: [group ?? 'the group'], limit: 20 })}${group ? '' : ' once I have named the group'}: propose what most people there have, which usually is no profile at all; a profile such as manager only if I ask for it.`,
          `Ask me, in one message, for what is still missing: ${missing.join(', ')}. Do not invent any of it.`,
          `Show me all of it in a table, then, after my yes, invite with ${inviter(may)}${inviter(may) === 'call_write_operation' ? ` (operation "invitations.create"${may('find_operation') ? '; find_operation with that id gives its fields' : ''})` : ''}. The invitation e-mail leaves at once and cannot be withdrawn through the API: say so before.`,
          may('call_read_operation') && 'Afterwards read "invitations.list" once more and tell me what Jenji has.',
        ),
        '',
        'Show it like this:',
        '- Before: a table with field, value, and where the value comes from (you, the colleague, the group).',
        '- After: what was sent to whom, and what is left to do by hand: the person has to accept; then vehicle and delegations if needed.',
        '',
        'Rules:',
        ...commonRules('en'),
        ...writingRules('en', { may, asksFirst }, inviter(may) ?? ''),
      ];
    },
    fr: ({ given, may, asksFirst }) => {
      const { email, organization, group, like } = given;
      const name = [given.first_name, given.last_name].filter(Boolean).join(' ');
      const missing = [
        ...(given.first_name ? [] : ['prénom']),
        ...(given.last_name ? [] : ['nom']),
        ...(group ? [] : ['groupe']),
        ...(like ? [] : ['profils éventuels et groupes concernés']),
        'moyen de paiement',
        'matricule, si nous en utilisons un',
      ];
      return [
        `Aide-moi à faire entrer un nouveau salarié dans Jenji : ${name ? `${quoted(name)}, ` : ''}adresse ${quoted(email)}${group ? `, groupe ${quoted(group)}` : ''}. Réponds en français.`,
        '',
        'Étapes :',
        ...steps(
          may('search_users') &&
            `search_users ${args({ organization, login: email })}${name ? ` et ${args({ organization, text: name })}` : ''} : la personne existe-t-elle déjà ? Si oui, arrête-toi et dis-le-moi ; quelqu’un de bloqué n’a pas besoin d’un second compte${may('set_user_access') ? ' : set_user_access lui rouvre l’accès, si je le demande' : ''}.`,
          may('call_read_operation') &&
            may('list_organizations') &&
            'A-t-elle déjà été invitée ? list_organizations donne l’identifiant de l’organisation ; call_read_operation avec operation "invitations.list" et path {"organizationId": cet identifiant} (1 requête).',
          may('get_organization') &&
            `get_organization ${args({ organization, sections: ['groups', 'payment_methods'] })} : ${group ? 'l’identifiant du groupe et' : 'les groupes parmi lesquels choisir et'} les moyens de paiement.`,
          like && may('get_user')
            ? `get_user ${args({ organization, user: like })} : propose les mêmes profils (avec les groupes concernés), le même moyen de paiement préféré et la même devise. Ne copie jamais délégations ni véhicules.`
            : may('search_users') &&
                `search_users ${args({ organization, groups: [group ?? 'le groupe'], limit: 20 })}${group ? '' : ' une fois que j’ai nommé le groupe'} : propose ce qu’y ont la plupart des gens, c’est-à-dire le plus souvent aucun profil ; un profil comme manager seulement si je le demande.`,
          `Demande-moi en un seul message ce qui manque encore : ${missing.join(', ')}. N’invente rien.`,
          `Montre-moi le tout dans un tableau puis, après mon oui, invite avec ${inviter(may)}${inviter(may) === 'call_write_operation' ? ` (operation "invitations.create"${may('find_operation') ? ' ; find_operation avec cet identifiant donne ses champs' : ''})` : ''}. Le courriel d’invitation part aussitôt et ne peut pas être retiré par l’API : dis-le avant.`,
          may('call_read_operation') && 'Relis ensuite "invitations.list" et dis-moi ce qu’a Jenji.',
        ),
        '',
        'Présente-le ainsi :',
        '- Avant : un tableau avec le champ, la valeur et son origine (moi, le collègue, le groupe).',
        '- Après : ce qui a été envoyé et à qui, et ce qui reste à faire à la main : la personne doit accepter ; puis véhicule et délégations si besoin.',
        '',
        'Règles :',
        ...commonRules('fr'),
        ...writingRules('fr', { may, asksFirst }, inviter(may) ?? ''),
      ];
    },
  },
});

/** The tool that sends an invitation. */
function inviter(may: May): string | undefined {
  return inviters.find(may);
}
