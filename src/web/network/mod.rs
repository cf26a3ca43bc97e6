pub(super) mod fetch;
pub(super) mod outbox;
pub(super) mod sealing;
