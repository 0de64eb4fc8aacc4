/// <reference lib="dom" />

import type { CallToolResult } from '@modelcontextprotocol/client';
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

/** What the test gives the page: the other end of the tools. */
declare global {
  interface Window {
    callServerTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<CallToolResult>;
    showCard(options: CardOptions): Promise<void>;
  }
}

interface CardOptions {
  html: string;
  theme: 'light' | 'dark';
  locale: string;
  result: CallToolResult;
}

/** Shows the card in a frame as a host does, by the extension's own bridge: sandboxed, without an origin. */
window.showCard = async ({ html, theme, locale, result }) => {
  document.documentElement.style.background = theme === 'dark' ? '#101214' : '#eef0f3';
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Change';
  frame.style.cssText = 'border: 0; border-radius: 10px; width: 100%; height: 40px; display: block';
  document.body.replaceChildren(frame);
  const target = frame.contentWindow;
  if (target === null) throw new Error('The frame has no window');
  const bridge = new AppBridge(
    null,
    { name: 'test-host', version: '1.0.0' },
    { serverTools: {} },
    { hostContext: { theme, locale, displayMode: 'inline', platform: 'web' } },
  );
  bridge.oncalltool = (params) => window.callServerTool(params);
  bridge.onsizechange = ({ height }) => {
    if (height) frame.style.height = `${height}px`;
  };
  const ready = new Promise<void>((resolve) => {
    bridge.oninitialized = () => resolve();
  });
  await bridge.connect(new PostMessageTransport(target, target));
  frame.srcdoc = html;
  await ready;
  await bridge.sendToolInput({ arguments: {} });
  await bridge.sendToolResult(result);
};
