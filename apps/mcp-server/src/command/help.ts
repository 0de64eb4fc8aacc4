import { defaultToolsets, toolsets } from '@jenji-kit/mcp';

export function helpText(): string {
  return `Model Context Protocol server for Jenji, the expense-management service.

Usage: jenji-mcp [stdio|http|doctor] [options]

  stdio               talk to the program that started this one (default)
  http                serve Streamable HTTP at /mcp
  doctor              check Node, settings, account, network and budget, and say how to fix each

Options:
  --sandbox           use a built-in stand-in for Jenji with made-up data; needs no account
  --read-only         list no tool that changes anything
  --toolsets a,b      list the tools of these sets, all for every one (default: those marked *)
  --port N            http only: port to listen on, 0 for any free one (default 3845)
  --host ADDRESS      http only: address to listen on (default 127.0.0.1)
  --json              doctor only: report for programs
  -h, --help          show this
  -v, --version       show the version

Toolsets:
${Object.entries(toolsets)
  .map(([name, about]) => `  ${(isDefault(name) ? `${name} *` : name).padEnd(19)} ${about}`)
  .join('\n')}

Environment (flags win):
  JENJI_API_USER, JENJI_API_SECRET   the two halves of an API key of Jenji
  JENJI_KEY_TYPE                     organization (default) or bookkeeper
  JENJI_ENVIRONMENT                  production (default) or unstable
  JENJI_BASE_URL                     instead of JENJI_ENVIRONMENT: https, or http on this machine
  JENJI_WRITES                       off (same as --read-only), confirm (default) or auto
  JENJI_ORGANIZATIONS                ids, comma-separated: the only organizations that tools may touch
  JENJI_ALLOW_RESET                  ids of organizations and option lists that may be reset, or all (default none)
  JENJI_RECEIPT_FOLDERS              stdio only: folders whose files may be sent to Jenji as receipts (default none)
  JENJI_TOOLSETS                     same as --toolsets
  JENJI_BUDGET_PER_SECOND            requests in any second, all processes together (default 3)
  JENJI_BUDGET_PER_MINUTE            requests in any minute, all processes together (default 120)
  JENJI_STATE_DIR                    folder of the request budget and the journal of changes (default the user's own)
  JENJI_MCP_TOKEN                    http only: bearer token that clients must send; needed with --host
  JENJI_MCP_HOSTS                    http only: more host names under which clients reach this server

Exit codes: 0 ended as asked, 1 failed, 2 wrong flags or environment.
`;
}

function isDefault(name: string): boolean {
  return defaultToolsets.some((each) => each === name);
}
