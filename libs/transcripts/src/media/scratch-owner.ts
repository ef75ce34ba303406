/** Whose scratch folder it is. */
export interface FolderOwner {
  readonly host: string;
  readonly pid: number;
  /** Another one for each start: in a container that is started again host and pid are as before. */
  readonly life: string;
}

export const PREFIX = 'aisha-audio-';
const NAME = /^aisha-audio-(.+)-(\d+)-([0-9a-f]{8})-\w{6}$/;

/** How names of an owner's folders begin; six letters by chance follow. */
export const folderPrefix = ({ host, pid, life }: FolderOwner): string =>
  `${PREFIX}${plain(host)}-${pid}-${life}-`;

/** Whether the owner of a folder is surely gone. Of a process on another machine nobody knows. */
export function isLeftBehind(name: string, { host, pid, life }: FolderOwner): boolean {
  const [, itsHost, itsPid, itsLife] = NAME.exec(name) ?? [];
  if (itsHost !== plain(host)) return false;
  return Number(itsPid) === pid ? itsLife !== life : !isAlive(Number(itsPid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is somebody else's
  }
}

const plain = (host: string) => host.replace(/[^\w.-]/g, '_');
