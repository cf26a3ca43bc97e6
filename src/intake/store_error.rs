//! Failed operations of the store.

/// Failed operations of the store. Says nothing about which envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// An envelope could not be written.
    Write,
    /// What is there could not be read.
    Read,
    /// An envelope could not be deleted.
    Delete,
}
