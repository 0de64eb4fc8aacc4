import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GroupTree, groupForest } from './group-forest.ts';

const ids = ['root', 'a', 'b', 'c', 'd'];
const groups = fc.array(
  fc.record({ id: fc.constantFrom(...ids), parentGroupId: fc.option(fc.constantFrom(...ids, 'gone', '')) }),
);
const users = fc.array(fc.record({ id: fc.uuid(), groupId: fc.constantFrom(...ids, 'gone') }));

function allOf(trees: readonly GroupTree[]): GroupTree[] {
  return trees.flatMap((tree) => [tree, ...allOf(tree.groups)]);
}

test('each group and each person is there once, whatever the parents are, a circle included', () => {
  fc.assert(
    fc.property(groups, users, (groups, users) => {
      const { roots, strays } = groupForest(groups, users);
      const trees = allOf(roots);
      expect(trees.map(({ group }) => group.id).sort()).toEqual([...new Set(groups.map(({ id }) => id))].sort());
      const placed = [...trees.flatMap((tree) => tree.users), ...strays].map(({ id }) => id);
      expect(placed.sort()).toEqual(users.map(({ id }) => id).sort());
      for (const tree of trees) {
        expect(tree.people).toEqual(new Set(allOf([tree]).flatMap((each) => each.users.map(({ id }) => id))));
      }
    }),
  );
});
