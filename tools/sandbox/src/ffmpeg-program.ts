/** The ffmpeg to run: `FFMPEG_PATH`, else the binary that came by npm, else the one on PATH. */
export async function findFfmpeg(): Promise<string> {
  if (process.env['FFMPEG_PATH']) return process.env['FFMPEG_PATH'];
  const shipped = await import('@ffmpeg-installer/ffmpeg').catch(() => undefined);
  return shipped?.path ?? 'ffmpeg';
}
