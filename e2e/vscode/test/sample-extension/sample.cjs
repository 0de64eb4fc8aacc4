const vscode = require('vscode');

const mime = 'application/vnd.code.tree.sample.people';

exports.activate = ({ subscriptions, secrets }) => {
  const teams = new Map([
    ['Sales', Array.from({ length: 40 }, (_, index) => `Seller ${index + 1}`)],
    ['Support', ['Ada']],
  ]);
  const changed = new vscode.EventEmitter();
  const provider = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node === undefined ? [...teams.keys()] : teams.get(node)),
    getTreeItem(node) {
      const members = teams.get(node);
      const item = new vscode.TreeItem(node, members ? vscode.TreeItemCollapsibleState.Collapsed : 0);
      item.id = node;
      item.description = members ? `${members.length} people` : 'person';
      item.contextValue = members ? 'team' : 'person';
      item.accessibilityInformation = { label: `${members ? 'Team' : 'Person'} ${node}` };
      return item;
    },
  };
  const dragAndDropController = {
    dragMimeTypes: [mime],
    dropMimeTypes: [mime],
    handleDrag: (nodes, data) => data.set(mime, new vscode.DataTransferItem(nodes)),
    handleDrop(team, data) {
      for (const node of data.get(mime).value) {
        for (const [name, members] of teams)
          teams.set(
            name,
            members.filter((member) => member !== node),
          );
        teams.get(team).push(node);
      }
      changed.fire();
    },
  };
  const status = vscode.window.createStatusBarItem('sample.status', 1);
  Object.assign(status, { text: '$(watch) 3 free', name: 'Sample' });
  status.show();
  const log = vscode.window.createOutputChannel('Sample log', { log: true });
  log.info('The sample has started');

  const command = (id, run) => vscode.commands.registerCommand(id, run);
  subscriptions.push(
    status,
    log,
    vscode.window.createTreeView('sample.people', { treeDataProvider: provider, dragAndDropController }),
    vscode.window.registerTreeDataProvider('sample.empty', {
      getChildren: () => [],
      getTreeItem: (node) => node,
    }),
    command('sample.greet', async () => {
      const items = [{ label: 'Ada', description: 'mathematician' }, { label: 'Grace' }];
      const whom = await vscode.window.showQuickPick(items, { title: 'Whom?', placeHolder: 'Someone' });
      const hello = await vscode.window.showInputBox({
        title: 'Words',
        prompt: 'What to say',
        value: vscode.l10n.t('Hello'),
        validateInput: (value) => (value === '' ? 'Say something' : undefined),
      });
      const options = { modal: true, detail: 'This cannot be taken back.' };
      const sure = await vscode.window.showWarningMessage(`Greet ${whom.label}?`, options, 'Greet', 'Shout');
      const again = await vscode.window.showInformationMessage(`${sure}: ${hello}, ${whom.label}`, 'Again', 'Enough');
      await secrets.store('last', `${again} ${whom.label}`);
      log.info(`Answered ${again}`);
      void vscode.window.showInformationMessage(`You said ${await secrets.get('last')}`);
    }),
    command('sample.rename', async (node) => {
      const name = await vscode.window.showInputBox({ title: 'Rename', value: node });
      for (const [team, members] of teams)
        teams.set(
          team,
          members.map((member) => (member === node ? name : member)),
        );
      changed.fire();
    }),
    command('sample.panel', () => {
      const panel = vscode.window.createWebviewPanel('sample', 'Sample panel', 1, { enableScripts: true });
      panel.webview.html = `<h1>Hello</h1><button onclick="this.textContent = 'Pressed'">Press</button>`;
    }),
    command('sample.fail', () => {
      void Promise.reject(new Error('Nobody catches this'));
    }),
  );
  return { lastAnswer: () => secrets.get('last') };
};
