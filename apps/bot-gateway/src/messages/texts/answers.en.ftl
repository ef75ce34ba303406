answer-heading = 💬 <b>Answer</b>
answer-failed = 😔 I could not answer: the service is not available now. Please ask again a little later.
