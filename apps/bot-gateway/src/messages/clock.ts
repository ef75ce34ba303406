const padded = (figure: number) => String(figure).padStart(2, '0');

/** A duration as a clock shows it: 75 s as 1:15, 3,675 s as 1:01:15. */
export const clockOf = (seconds: number): string => {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  const tail = padded(whole % 60);
  return hours > 0 ? `${hours}:${padded(minutes)}:${tail}` : `${minutes}:${tail}`;
};
