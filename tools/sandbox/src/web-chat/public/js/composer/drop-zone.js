import { byId } from '../page/dom.js';

/**
 * Files dropped on the chat, or pasted into it.
 * @param {HTMLElement} area
 * @param {(files: File[]) => void} picked
 */
export function wireDropZone(area, picked) {
  const veil = byId('drop-veil');
  area.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    veil.hidden = false;
  });
  area.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !area.contains(relatedTarget)) veil.hidden = true;
  });
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    veil.hidden = true;
    take(event.dataTransfer, picked);
  });
  area.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) event.preventDefault();
    take(event.clipboardData, picked);
  });
}

/**
 * @param {DataTransfer | null} transfer
 * @param {(files: File[]) => void} picked
 */
function take(transfer, picked) {
  const files = [...(transfer?.files ?? [])];
  if (files.length > 0) picked(files);
}
