import { AbortedError } from '@jenji-kit/client/errors';
import * as vscode from 'vscode';
import type { Answer, InputQuestion, PickQuestion, SignInDialog } from '../accounts/sign-in-dialog.ts';

/** The editor's quick input, which stays open when people go to another window to copy a key. */
export const quickInputDialog: SignInDialog = { pick, input };

function pick<Value>(question: PickQuestion<Value>): Promise<Answer<Value>> {
  return new Promise((resolve, reject) => {
    const quickPick = vscode.window.createQuickPick<vscode.QuickPickItem & { value: Value }>();
    quickPick.title = question.title;
    quickPick.step = question.step;
    quickPick.totalSteps = question.steps;
    quickPick.placeholder = question.placeholder;
    quickPick.matchOnDetail = true;
    quickPick.ignoreFocusOut = true;
    quickPick.buttons = question.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    quickPick.items = question.items.map(({ active: _, ...item }) => item);
    quickPick.activeItems = quickPick.items.filter((_, index) => question.items[index]?.active);
    quickPick.onDidTriggerButton(() => finish('back'));
    quickPick.onDidAccept(() => {
      const [chosen] = quickPick.selectedItems;
      if (chosen) finish({ value: chosen.value });
    });
    quickPick.onDidHide(() => {
      reject(new AbortedError('Cancelled.'));
      quickPick.dispose();
    });
    quickPick.show();

    function finish(answer: Answer<Value>): void {
      resolve(answer);
      quickPick.hide();
    }
  });
}

function input(question: InputQuestion): Promise<Answer<string>> {
  return new Promise((resolve, reject) => {
    const box = vscode.window.createInputBox();
    box.title = question.title;
    box.step = question.step;
    box.totalSteps = question.steps;
    box.prompt = question.prompt;
    box.placeholder = question.placeholder;
    box.value = question.value ?? '';
    box.password = question.password ?? false;
    box.ignoreFocusOut = true;
    box.buttons = question.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    let verifying: AbortController | undefined;

    box.onDidChangeValue((typed) => {
      stopVerifying();
      box.validationMessage = question.problem(typed);
    });
    box.onDidTriggerButton(() => finish('back'));
    box.onDidAccept(() => {
      if (verifying) return;
      const problem = question.problem(box.value);
      box.validationMessage = problem;
      if (!problem) void accept(box.value.trim());
    });
    box.onDidHide(() => {
      stopVerifying();
      reject(new AbortedError('Cancelled.'));
      box.dispose();
    });
    box.show();

    async function accept(entered: string): Promise<void> {
      const { verify } = question;
      if (!verify) {
        finish({ value: entered });
        return;
      }
      const controller = new AbortController();
      verifying = controller;
      box.busy = true;
      box.prompt = verify.doing;
      try {
        const message = await verify.run(entered, controller.signal);
        if (controller.signal.aborted) return;
        stopVerifying();
        if (message === undefined) finish({ value: entered });
        else box.validationMessage = message;
      } catch (error) {
        if (controller.signal.aborted) return;
        reject(error);
        box.hide();
      }
    }

    function stopVerifying(): void {
      verifying?.abort();
      verifying = undefined;
      box.busy = false;
      box.prompt = question.prompt;
    }

    function finish(answer: Answer<string>): void {
      stopVerifying();
      resolve(answer);
      box.hide();
    }
  });
}
