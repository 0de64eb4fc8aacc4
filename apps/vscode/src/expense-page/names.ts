import type { CustomField, CustomOption, Organization, PaymentMethod, User, Vehicle } from '@jenji-kit/client';
import { withoutInvisible } from '@jenji-kit/client/text';
import * as l10n from '@vscode/l10n';
import { labelOf } from '../words/label-of.ts';
import { personName } from '../words/person-name.ts';

/** What has been read so far of what the ids of an expense mean. */
export interface Sources {
  readonly language: string;
  readonly organization?: Organization | undefined;
  readonly users?: readonly User[] | undefined;
  readonly paymentMethods?: readonly PaymentMethod[] | undefined;
  /** By the id of their list. */
  readonly options?: ReadonlyMap<string, readonly CustomOption[]> | undefined;
}

/** Names for ids. An id whose name is not known (yet) is shown as it is. */
export class Names {
  readonly #sources: Sources;
  readonly #users: ReadonlyMap<string, User>;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#users = new Map(sources.users?.map((user) => [user.id ?? '', user]));
  }

  get organization(): Organization | undefined {
    return this.#sources.organization;
  }

  label(labels: Parameters<typeof labelOf>[0]): string | undefined {
    return labelOf(labels, this.#sources.language, this.organization?.masterLanguage);
  }

  person(id: string): string {
    const user = this.#users.get(id);
    return user ? personName(user) : withoutInvisible(id);
  }

  /** The user's group with those above it: `Sales › North`. */
  groupOf(userId: string): string | undefined {
    const groupId = this.#users.get(userId)?.groupId;
    if (!groupId) return undefined;
    const groups = new Map(this.organization?.groups?.map((group) => [group.id ?? '', group]));
    const path: string[] = [];
    const seen = new Set<string>();
    let group = groups.get(groupId);
    while (group && !seen.has(group.id ?? '')) {
      seen.add(group.id ?? '');
      path.unshift(withoutInvisible(group.name || group.id || ''));
      group = groups.get(group.parentGroupId ?? '');
    }
    return path.length > 0 ? path.join(' › ') : withoutInvisible(groupId);
  }

  vehicle(userId: string, vehicleId: string): string {
    const vehicle = this.#users.get(userId)?.vehicles?.find(({ id }) => id === vehicleId);
    return vehicle ? vehicleName(vehicle, vehicleId) : withoutInvisible(vehicleId);
  }

  category(id: string): string {
    const categories = this.organization?.categories ?? [];
    const category = categories.find((each) => each.id === id);
    const parent = categories.find((each) => each.id === category?.parentCategoryId);
    const name = this.label(category?.labelsPerLanguage) ?? withoutInvisible(id);
    const parentName = parent && this.label(parent.labelsPerLanguage);
    return parentName ? `${parentName} › ${name}` : name;
  }

  paymentMethod(id: string): string {
    const method = this.#sources.paymentMethods?.find((each) => each.id === id);
    return this.label(method?.labelsPerLanguage) ?? withoutInvisible(method?.label || id);
  }

  /** The custom fields of expenses, in the order of the organization. */
  get customFields(): readonly CustomField[] {
    return [...(this.organization?.expenseCustomFields ?? [])].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }

  option(listId: string, optionId: string): string {
    const option = this.#sources.options?.get(listId)?.find(({ id }) => id === optionId);
    return this.label(option?.labelsPerLanguage) ?? withoutInvisible(optionId);
  }
}

function vehicleName({ label, taxHorsepower, energy }: Vehicle, id: string): string {
  const facts = [
    taxHorsepower == null ? '' : l10n.t('{0} tax horsepower', taxHorsepower),
    withoutInvisible(energy ?? '').toLowerCase(),
  ].filter((fact) => fact !== '');
  const name = withoutInvisible(label || id);
  return facts.length > 0 ? `${name} (${facts.join(', ')})` : name;
}
