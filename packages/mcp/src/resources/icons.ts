/** An icon as the protocol has it: a drawing inside the message, so that no host need fetch anything. */
export type Icon = { src: string; mimeType: string; sizes: string[] };

/** Lines on a grid of 24, drawn in a grey that stands out from light and dark. */
const drawings = {
  building: 'M4 21V4h10v17M14 9h6v12M2 21h20M8 8h2M8 12h2M8 16h2',
  settings: 'M4 7h8M18 7h2M4 17h2M12 17h8M15 4v6M9 14v6',
  people:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21v-2a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v2M17 4a4 4 0 0 1 0 7M19 14a5 5 0 0 1 3 5v2',
  receipt: 'M6 2v20l2-1 2 1 2-1 2 1 2-1 2 1V2l-2 1-2-1-2 1-2-1-2 1zM9 8h6M9 12h6M9 16h4',
  book: 'M4 4h6a2 2 0 0 1 2 2v14a2 2 0 0 0-2-1H4zM20 4h-6a2 2 0 0 0-2 2v14a2 2 0 0 1 2-1h6z',
  history: 'M3 12a9 9 0 1 0 3-6.7L3 8M3 3v5h5M12 7v5l3 2',
  inbox: 'M3 13l3-8h12l3 8v6H3zM3 13h5l1 3h6l1-3h5',
  calendar: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4',
  shield: 'M12 3l8 3v6c0 5-3 8-8 9-5-1-8-4-8-9V6zM9 12l2 2 4-4',
  copies: 'M8 8h12v12H8zM16 8V4H4v12h4',
  newcomer: 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21v-2a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v2M19 8v6M16 11h6',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01',
} as const;

export const icons = Object.fromEntries(
  Object.entries(drawings).map(([name, path]) => [name, iconOf(path)]),
) as Readonly<Record<keyof typeof drawings, Icon>>;

function iconOf(path: string): Icon {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#6e7681" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  return {
    src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    mimeType: 'image/svg+xml',
    sizes: ['any'],
  };
}
