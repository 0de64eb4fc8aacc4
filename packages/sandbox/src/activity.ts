import type { DailyUserActivity, OrganizationState } from './world/index.ts';

type Counter = 'created' | 'checked' | 'decided' | 'accounted' | 'paid' | 'deleted';

/** Adds one to a counter of the user's activity on a day. */
export function countActivity(organization: OrganizationState, userId: string, day: string, counter: Counter): void {
  organization.activitiesSinceStart ??= [];
  const activity = activityOf(organization.activitiesSinceStart, organization.header.id, userId, day);
  activity[counter] += 1;
}

/** The activities of a period whose end is not included: those of the history and those since, one per user and day. */
export function activitiesBetween(organization: OrganizationState, from: string, to: string): DailyUserActivity[] {
  const within = ({ day }: DailyUserActivity) => from <= day && day < to;
  const activities = organization.activities.filter(within).map((activity) => ({ ...activity }));
  for (const since of (organization.activitiesSinceStart ?? []).filter(within)) {
    const activity = activityOf(activities, since.organizationId, since.userId, since.day);
    for (const counter of ['created', 'checked', 'decided', 'accounted', 'paid', 'deleted'] as const) {
      activity[counter] += since[counter];
    }
  }
  return activities;
}

function activityOf(activities: DailyUserActivity[], organizationId: string, userId: string, day: string) {
  const found = activities.find((each) => each.userId === userId && each.day === day);
  if (found) return found;
  const counters = { created: 0, checked: 0, decided: 0, accounted: 0, paid: 0, deleted: 0, ignored: 0 };
  const activity: DailyUserActivity = { userId, day, organizationId, ...counters };
  activities.push(activity);
  return activity;
}
