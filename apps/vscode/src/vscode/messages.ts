import * as vscode from 'vscode';
import { messageText } from '../words/message-text.ts';

type Show = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

/** Tells something in a corner of the window, with buttons. Nothing in the text is a link. */
export const showInformation: Show = (text, ...buttons) =>
  vscode.window.showInformationMessage(messageText(text), ...buttons);

export const showWarning: Show = (text, ...buttons) => vscode.window.showWarningMessage(messageText(text), ...buttons);

export const showError: Show = (text, ...buttons) => vscode.window.showErrorMessage(messageText(text), ...buttons);
