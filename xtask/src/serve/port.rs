//! A port to listen on.

use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener};

/// The wanted port, or the next one that nobody listens on.
///
/// # Errors
/// None of the next hundred is free.
pub fn free(wanted: u16) -> Result<u16> {
    let mut ports = wanted..=wanted.saturating_add(100);
    let found = ports.find(|p| TcpListener::bind((Ipv4Addr::LOCALHOST, *p)).is_ok());
    found.with_context(|| format!("no port from {wanted} on is free; give --port"))
}
