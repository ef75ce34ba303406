/** Credits that a new person gets once. */
export class WelcomeGrant {
  constructor(readonly credits: number) {}
}
