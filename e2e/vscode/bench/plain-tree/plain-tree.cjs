const vscode = require('vscode');

/** Shows one folder, with the label and as many rows in it as the command is given. */
exports.activate = ({ subscriptions }) => {
  let folder;
  const changed = new vscode.EventEmitter();
  const provider = {
    onDidChangeTreeData: changed.event,
    getChildren(row) {
      if (row === undefined) return folder ? [folder] : [];
      return Array.from({ length: folder.size }, (_, index) => ({ id: `${row.id}/${index}`, label: `Row ${index}` }));
    },
    getTreeItem({ id, label, size }) {
      const { Collapsed, None } = vscode.TreeItemCollapsibleState;
      const item = new vscode.TreeItem(label, size === undefined ? None : Collapsed);
      return Object.assign(item, {
        id,
        description: 'as plain as can be',
        iconPath: new vscode.ThemeIcon('circle-outline'),
      });
    },
  };
  subscriptions.push(
    vscode.window.createTreeView('plain.tree', { treeDataProvider: provider }),
    vscode.commands.registerCommand('plain.show', (label, size) => {
      folder = { id: label, label, size };
      changed.fire(undefined);
    }),
  );
};
