// Chromium drops every connection whenever a network interface of the machine comes or goes (ERR_NETWORK_CHANGED),
// as when Docker starts a container for other specs, and no switch turns that off. Each spec makes people of its
// own, so it may run a second time; the first failure is printed.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
