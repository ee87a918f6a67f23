//! Faults planted to see whether the oracle finds them. None is in the code that ships: each is done to it from
//! outside, on the wire or in the files.

/// A planted fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A change leaves a laptop's outbox without having been sent.
    OutboxRowDropped,
    /// The server says that it has changes which it has not.
    AcknowledgedBeforeCommit,
    /// What the server has received goes with a power cut.
    CommitNotDurable,
    /// A number is given that is lower than one given before.
    NumbersOutOfOrder,
    /// A page leaves a record out, and its cursor goes past it.
    NumberSkipped,
    /// The server forgets what it should ask people about.
    QuestionForgotten,
    /// The server forgets which changes it has taken.
    RepeatsForgotten,
    /// The tables that screens read are not what the records say.
    ScreenOutOfStep,
}
