/**
 * The API keys of every generated world, whatever its seed: user and secret of Basic authentication. They open nothing
 * but a sandbox; a bookkeeper's key is sent as `user:secret:API_BK`.
 */
export const sandboxKeys = {
  /** Atelier Lumière: French, plan ENTERPRISE. */
  organization: { user: 'sandbox-organization', secret: 'sandbox-secret' },
  /** Menuiserie Kerbrat: French, plan PRO. */
  proOrganization: { user: 'sandbox-pro', secret: 'sandbox-secret' },
  /** Halcyon Instruments: international, plan ENTERPRISE with a workflow of its own. */
  internationalOrganization: { user: 'sandbox-international', secret: 'sandbox-secret' },
  /** Cabinet Vasseur: an accounting firm with its clients. */
  bookkeeper: { user: 'sandbox-bookkeeper', secret: 'sandbox-secret' },
  /** Réseau Comptalis: manages Cabinet Vasseur. */
  masterBookkeeper: { user: 'sandbox-master-bookkeeper', secret: 'sandbox-secret' },
} as const;
