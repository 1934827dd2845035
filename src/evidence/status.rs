//! The two statuses of a record that are no failure.

/// The status of a request that succeeded.
pub const SUCCESS: u16 = 200;

/// The status of a request that is still running; it is no result.
pub const RUNNING: u16 = 202;
