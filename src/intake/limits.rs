//! How much one sender may ask for. Senders are told apart by a number that only this process could make; no address
//! is kept, counted by name or written anywhere.

use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

/// Numbers for senders. Few enough that they and their counters take the same small memory whoever comes; two senders
/// in some ten thousand share one.
const BUCKETS: usize = 1 << 16;

/// What may be asked for, and how long it may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests to the intake per sender and minute; a burst of as many is let through. `None`: the proxy counts.
    pub per_minute: Option<NonZeroU32>,
    /// Open connections.
    pub connections: usize,
    /// Open connections per sender. `None` behind a proxy, which is one sender.
    pub connections_each: Option<u16>,
    /// A proxy stands in front: the sender is the last address of `x-forwarded-for`.
    pub behind_proxy: bool,
    /// How long the head of a request may take to arrive, waiting for it on an open connection included.
    pub head_time: Duration,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a connection may live.
    pub connection_time: Duration,
    /// How long requests under way may take to end when the server is asked to stop.
    pub stop_time: Duration,
}

impl Default for Limits {
    /// For a whole school class behind one address: a sitting sends some 50 envelopes in a quarter of an hour.
    fn default() -> Self {
        Limits {
            per_minute: NonZeroU32::new(1200),
            connections: 1024,
            connections_each: Some(256),
            behind_proxy: false,
            head_time: Duration::from_secs(15),
            body_time: Duration::from_secs(60),
            connection_time: Duration::from_secs(600),
            stop_time: Duration::from_secs(70),
        }
    }
}

/// The number of a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Bucket(u16);

/// Counts what each sender asks for.
#[derive(Clone)]
pub(super) struct SenderLimiter(Arc<Inner>);

struct Inner {
    hasher: RandomState,
    behind_proxy: bool,
    rate: Option<RateLimiter<Bucket, HashMapStateStore<Bucket>, DefaultClock>>,
    each: Option<u16>,
    open: Box<[AtomicU16]>,
}

/// A connection of a sender; dropping it ends it.
pub(super) struct Place(Arc<Inner>, Bucket);

impl SenderLimiter {
    pub fn new(limits: &Limits) -> Self {
        SenderLimiter(Arc::new(Inner {
            hasher: RandomState::new(),
            behind_proxy: limits.behind_proxy,
            rate: limits.per_minute.map(|n| RateLimiter::hashmap(Quota::per_minute(n))),
            each: limits.connections_each,
            open: (0..BUCKETS).map(|_| AtomicU16::new(0)).collect(),
        }))
    }

    /// Returns the sender at the other end of a connection.
    pub fn peer(&self, address: IpAddr) -> Bucket {
        // One household of the newer kind of address has as many as it likes: the first half names it.
        let network = match address.to_canonical() {
            IpAddr::V4(a) => u128::from(a.to_bits()),
            IpAddr::V6(a) => a.to_bits() >> 64 << 64,
        };
        Bucket(self.0.hasher.hash_one(network) as u16)
    }

    /// Returns the sender of a request: whom the proxy names, or who is at the other end.
    pub fn sender(&self, peer: Bucket, headers: &HeaderMap) -> Bucket {
        if !self.0.behind_proxy {
            return peer;
        }
        // What stands in front of the last one was written by the sender, who may write what they like.
        let last = headers.get_all("x-forwarded-for").iter().next_back().and_then(|v| v.to_str().ok());
        let address = last.and_then(|v| v.rsplit(',').next()?.trim().parse().ok());
        address.map_or(peer, |a| self.peer(a))
    }

    /// Takes one more connection; `None` where this sender has enough.
    pub fn connect(&self, peer: Bucket) -> Option<Place> {
        let open = self.0.open.get(usize::from(peer.0))?;
        let most = self.0.each.unwrap_or(u16::MAX);
        open.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| (n < most).then_some(n + 1)).ok()?;
        Some(Place(self.0.clone(), peer))
    }

    /// Lets one request through, or says how long to wait.
    pub fn request(&self, sender: Bucket) -> Result<(), Duration> {
        let Some(rate) = &self.0.rate else { return Ok(()) };
        rate.check_key(&sender).map_err(|not_yet| not_yet.wait_time_from(DefaultClock::default().now()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(open) = self.0.open.get(usize::from(self.1.0)) {
            open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limiter(per_minute: u32, behind_proxy: bool) -> SenderLimiter {
        let limits = Limits {
            per_minute: NonZeroU32::new(per_minute),
            connections_each: Some(2),
            behind_proxy,
            ..Limits::default()
        };
        SenderLimiter::new(&limits)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_sender_has_its_share_and_no_more() {
        let gate = limiter(3, false);
        let one = gate.peer(address("192.0.2.1"));
        assert_eq!((0..5).filter(|_| gate.request(one).is_ok()).count(), 3);
        assert!(gate.request(one).unwrap_err() <= Duration::from_secs(20));
        let (first, second) = (gate.connect(one), gate.connect(one));
        assert!(first.is_some() && second.is_some() && gate.connect(one).is_none());
        drop(first);
        assert!(gate.connect(one).is_some(), "what was closed is free again");
        assert!(limiter(0, false).request(one).is_ok(), "no limit");
    }

    #[test]
    fn a_household_is_one_sender() {
        let gate = limiter(3, false);
        assert_eq!(gate.peer(address("2001:db8::1")), gate.peer(address("2001:db8::ffff:0:1")));
        assert_eq!(gate.peer(address("192.0.2.1")), gate.peer(address("::ffff:192.0.2.1")));
        // Of some strangers, hardly two share a number.
        let strangers: std::collections::HashSet<_> =
            (0..64).map(|n| gate.peer(address(&format!("198.51.100.{n}")))).collect();
        assert!(strangers.len() > 60, "{}", strangers.len());
    }

    #[test]
    fn only_the_proxy_names_somebody_else() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9".parse().unwrap());
        headers.append("x-forwarded-for", "203.0.113.8, 192.0.2.7".parse().unwrap());
        let (alone, behind) = (limiter(3, false), limiter(3, true));
        let peer = alone.peer(address("127.0.0.1"));
        assert_eq!(alone.sender(peer, &headers), peer);
        let peer = behind.peer(address("127.0.0.1"));
        assert_eq!(behind.sender(peer, &headers), behind.peer(address("192.0.2.7")));
        assert_eq!(behind.sender(peer, &HeaderMap::new()), peer);
        headers.append("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(behind.sender(peer, &headers), peer);
    }
}
