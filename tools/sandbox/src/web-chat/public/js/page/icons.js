const NAMESPACE = 'http://www.w3.org/2000/svg';

/** Line drawings on a 24 x 24 field. */
const PATHS = {
  addPerson: 'M10 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3 21v-1a6 6 0 0 1 6-6h2M18 14v6M15 17h6',
  attach:
    'M20.5 11.5 12 20a5.5 5.5 0 0 1-7.8-7.8l8.9-8.8a3.7 3.7 0 0 1 5.2 5.2l-8.8 8.8a1.8 1.8 0 0 1-2.6-2.6l8-8',
  audio:
    'M9 18V6l11-2v11M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM20 15a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
  back: 'M19 12H5M12 19l-7-7 7-7',
  block: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.7 5.7l12.6 12.6',
  check: 'M4 12.5 9.5 18 20 6.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2',
  close: 'M18 6 6 18M6 6l12 12',
  commands: 'M4 6h16M4 12h16M4 18h10',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  document: 'M14 3H6v18h12V7l-4-4ZM14 3v4h4M9 13h6M9 17h4',
  down: 'M6 9l6 6 6-6',
  download: 'M12 3v12M7 11l5 5 5-5M4 20h16',
  failed: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v6M12 16.5v.5',
  left: 'M15 5l-7 7 7 7',
  link: 'M9 6h9v9M18 6 7 17',
  microphone:
    'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  pause: 'M8.5 5v14M15.5 5v14',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01',
  play: 'M8 5.5v13l10.5-6.5L8 5.5Z',
  right: 'M9 5l7 7-7 7',
  send: 'M4 4.5 21 12 4 19.5 6.5 12 4 4.5ZM6.5 12H13',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  video_note: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM10 8.5v7l5.5-3.5L10 8.5Z',
  voice: 'M4 10v4M8 6v12M12 9v6M16 4v16M20 10v4',
};

/** @typedef {keyof typeof PATHS} IconName */

/**
 * An icon in the colour of the text around it, invisible to screen readers.
 * @param {IconName} name
 */
export function icon(name) {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * Puts the icons into the static page: `<button data-icon="send">`.
 * @param {ParentNode} root
 */
export function drawIcons(root) {
  for (const element of root.querySelectorAll('[data-icon]')) {
    const name = element.getAttribute('data-icon') ?? '';
    if (name in PATHS) element.prepend(icon(/** @type {IconName} */ (name)));
  }
}
